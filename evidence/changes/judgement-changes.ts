import { controlStates } from "../report/model/control.ts";
import type { ReportedFinding, ReportedWaiver } from "../report/model/finding.ts";
import type { ReportedProof } from "../report/model/proof.ts";
import type { Report } from "../report/model/report.ts";
import type { ReportedRule } from "../report/model/rule.ts";
import { type Change, change, compared, type Direction } from "./change.ts";
import { comparableFindings, releaseChanges } from "./release-changes.ts";

/** Changes of rules, waivers, proofs, findings and controls. */
export function judgementChanges(before: Report, after: Report): Change[] {
  return [
    ...proofChanges(before.proofs, after.proofs),
    ...findingChanges(comparableFindings(before, after), comparableFindings(after, before)),
    ...releaseChanges(before, after),
    ...waiverChanges(before.waivers, after.waivers),
    ...ruleChanges(before.rules, after.rules),
    ...controlChanges(before, after),
  ];
}

const proofOrder = ["refuted", "undecided", "proved"];
const byOrder = (order: readonly string[], old: string, now: string): Direction =>
  order.indexOf(now) < order.indexOf(old) ? "wider" : "narrower";

function proofChanges(before: readonly ReportedProof[], after: readonly ReportedProof[]): Change[] {
  const { added, gone, both } = compared(before, after, ({ id }) => id);
  return [
    ...added.map(({ id, status, claim }) =>
      change("proof", status === "proved" ? "narrower" : "wider", `new proof ${id} is ${status}: ${claim}`),
    ),
    ...gone.map(({ id, claim }) => change("proof", "wider", `proof ${id} is gone: ${claim}`)),
    ...both.flatMap(([old, now]) => [
      ...(old.status === now.status
        ? []
        : [
            change(
              "proof",
              byOrder(proofOrder, old.status, now.status),
              `proof ${now.id} was ${old.status} and is ${now.status}${why(now)}`,
            ),
          ]),
      ...(old.status === "proved" && now.status === "proved"
        ? [
            ...texts(old.allowed, now.allowed, "path", `proof ${now.id} allows`),
            ...texts(asPaths(old.assumptions), asPaths(now.assumptions), "proof", `proof ${now.id} assumes`),
          ]
        : []),
      ...(old.status === "refuted" && now.status === "refuted" ? texts(old.counterexamples, now.counterexamples, "path", "open") : []),
    ]),
  ];
}

const asPaths = (lines: readonly string[]) => lines.map((line) => ({ says: line }));
const why = ({ counterexamples, unknown }: ReportedProof) =>
  counterexamples.length + unknown.length === 0 ? "" : `: ${[...counterexamples.map((path) => path.says), ...unknown].join("; ")}`;

function texts(before: readonly { says: string }[], after: readonly { says: string }[], kind: "path" | "proof", words: string): Change[] {
  const { added, gone } = compared(before, after, (one) => one.says);
  return [
    ...added.map((one) => change(kind, "wider", `${words}, newly: ${one.says}`)),
    ...gone.map((one) => change(kind, "narrower", `${words}, no longer: ${one.says}`)),
  ];
}

function findingChanges(before: readonly ReportedFinding[], after: readonly ReportedFinding[]): Change[] {
  const { added, gone } = compared(before, after, ({ kind, rule, urn, path, message }) => JSON.stringify([kind, rule, urn, path, message]));
  const text = ({ kind, enforcement, rule, resource, path, message }: ReportedFinding) =>
    `${kind === "violation" ? `${enforcement} ${kind}` : kind} of ${rule}: ${resource}${path === "" ? "" : ` ${path}`} ${message}`;
  return [
    ...added.map((one) => change("finding", "wider", `new ${text(one)}`)),
    ...gone.map((one) => change("finding", "narrower", `no longer ${text(one)}`)),
  ];
}

function waiverChanges(before: readonly ReportedWaiver[], after: readonly ReportedWaiver[]): Change[] {
  const { added, gone, both } = compared(before, after, ({ rule, resource }) => JSON.stringify([rule, resource]));
  const text = ({ rule, resource }: ReportedWaiver) => `waiver of ${rule} for ${resource}`;
  const signed = ({ owner, expires, reason }: ReportedWaiver) => `by ${owner}, until ${expires}: ${reason}`;
  return [
    ...added.map((one) => change("waiver", "wider", `new ${text(one)} ${signed(one)}`)),
    ...gone.map((one) => change("waiver", "narrower", `${text(one)} is gone`)),
    ...both.flatMap(([old, now]) => [
      ...(signed(old) === signed(now)
        ? []
        : [change("waiver", now.expires > old.expires ? "wider" : "other", `${text(now)} was ${signed(old)} and is ${signed(now)}`)]),
      ...(old.state === now.state ? [] : [change("waiver", "other", `${text(now)} was ${old.state} and is ${now.state}`)]),
    ]),
  ];
}

function ruleChanges(before: readonly ReportedRule[], after: readonly ReportedRule[]): Change[] {
  const { added, gone, both } = compared(before, after, ({ name }) => name);
  return [
    ...added.map(({ name, description }) => change("rule", "narrower", `new rule ${name}: ${description}`)),
    ...gone.map(({ name, description }) => change("rule", "wider", `rule ${name} is gone: ${description}`)),
    ...both.flatMap(([old, now]) => [
      ...(old.enforcement === now.enforcement
        ? []
        : [
            change(
              "rule",
              now.enforcement === "advisory" ? "wider" : "narrower",
              `rule ${now.name} was ${old.enforcement} and is ${now.enforcement}`,
            ),
          ]),
      ...(old.severity === now.severity
        ? []
        : [change("rule", "other", `rule ${now.name} had severity ${old.severity} and has ${now.severity}`)]),
    ]),
  ];
}

function controlChanges(before: Report, after: Report): Change[] {
  const { both, gone } = compared(before.controls, after.controls, ({ id }) => id);
  return [
    ...gone.map(({ id, database }) => change("control", "wider", `control ${id} is gone: ${database}`)),
    ...both
      .filter(([old, now]) => old.state !== now.state)
      .map(([old, now]) =>
        change(
          "control",
          byOrder(controlStates, old.state, now.state),
          `control ${now.id} (${now.database}) was ${old.state} and is ${now.state}: ${now.reason}`,
        ),
      ),
  ];
}
