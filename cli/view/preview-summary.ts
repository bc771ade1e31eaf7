import { keepOf } from "../../diff/settings/keep-of.ts";
import type { Preview, PreviewResource } from "../../engine/preview.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { type Finding, sentence } from "../../policies/judge/finding.ts";
import type { Rule } from "../../policies/rule/rule.ts";
import { commandTexts, type Fact, factLines, labelWidth } from "../../terminal/facts.ts";
import type { Paint } from "../../terminal/paint.ts";
import { plural } from "../../terminal/plural.ts";
import { keepFacts } from "./keep-facts.ts";

/** A next step, and the command or the page for it. */
export type NextStep = readonly [what: string, how: string];

/** Inputs of a summary. */
export interface Summarized {
  preview: Preview;
  /** Configuration of the stack. */
  config: Readonly<Record<string, string>>;
  /** Results of the policy pack; absent where it was not evaluated. */
  findings?: readonly Finding[];
  rules: readonly Rule[];
  /** Evidence about the stack, or why none could be gathered; absent where it was not requested. */
  evidence?: Report | { failed: string };
  /** Next steps, each with its command. */
  next: readonly NextStep[];
}

/** A preview in about a dozen lines: what is created, whether it fits, for which clients, at what cost, and whether it may be deployed. */
export function previewSummary(summarized: Summarized, width: number, paint: Paint): string {
  const { preview, config, findings, rules, evidence, next } = summarized;
  const keep = keepOf(config);
  const facts: Fact[] = [
    ...(keep ? keepFacts(keep, config) : []),
    ...(findings ? [policyFact(findings, rules)] : []),
    ...(evidence ? proofs(evidence) : []),
    ...warnings(preview, keep !== undefined),
    { label: "Resources", texts: [resources(preview)] },
    { label: "Took", texts: [took(preview)] },
    { label: "Next", texts: next.flatMap((step) => commandTexts(step, width - labelWidth)) },
  ];
  return `${factLines(facts, width, paint).join("\n")}\n`;
}

function policyFact(findings: readonly Finding[], rules: readonly Rule[]): Fact {
  const of = (kind: Finding["kind"], enforcement?: Finding["enforcement"]) =>
    findings.filter((one) => one.kind === kind && (enforcement === undefined || one.enforcement === enforcement));
  const violations = of("violation", "mandatory");
  const counts = [
    plural(violations.length, "violation"),
    `${of("violation", "advisory").length} advisory`,
    `${of("waived").length} waived`,
    `${of("undecided").length} undecided`,
  ];
  const remedy = new Map(rules.map(({ name, remediation }) => [name, remediation]));
  const told = violations.flatMap((one) => [
    `violation of ${one.rule} (${one.severity}) by ${one.resource}: ${sentence(one)}`,
    ...(remedy.has(one.rule) ? [`remedy: ${remedy.get(one.rule)}`] : []),
  ]);
  return {
    label: "Policies",
    texts: [`${plural(rules.length, "rule")}: ${counts.join(", ")}`, ...told],
    ...(told.length > 0 ? { tone: "bad" } : {}),
  };
}

const tones = { accept: "plain", "accept with waivers": "look", "shape only": "look", undecided: "look", reject: "bad" } as const;

function proofs(evidence: Report | { failed: string }): Fact[] {
  if ("failed" in evidence) return [{ label: "Proofs", texts: [`not attempted: ${evidence.failed}`], tone: "look" }];
  const { counts, verdict } = evidence;
  const { proved, refuted, undecided } = counts.proofs;
  const counted = [
    `${proved} of ${proved + refuted + undecided} hold`,
    ...(refuted > 0 ? [`${refuted} refuted`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
  ];
  const open = evidence.proofs.flatMap(({ id, status, counterexamples }) =>
    status === "refuted" ? [`refuted ${id}: ${counterexamples[0]?.says ?? "a path is open"}`] : [],
  );
  return [
    { label: "Proofs", texts: [counted.join(", "), ...open], ...(refuted > 0 ? { tone: "bad" as const } : {}) },
    // The first sentence has the decisive part; the report has the rest.
    { label: "Verdict", texts: [firstSentence(verdict.sentence)], tone: tones[verdict.state] },
  ];
}

const firstSentence = (text: string) => /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;

/** Diagnostics of the program; those about placeholders are in a keep's own facts already. */
function warnings({ diagnostics }: Preview, keep: boolean): Fact[] {
  const told = diagnostics
    .filter(({ message }) => !(keep && /^images\..*placeholder/.test(message)))
    .map(({ severity, message }) => `${severity}: ${message.trimEnd().replaceAll(/\s*\n\s*/g, "; ")}`);
  return told.length === 0 ? [] : [{ label: "Said", texts: told, tone: "look" }];
}

/** Components that a summary names; resources of the others are only counted. */
const mostComponents = 8;

/** Resources by component, at the second level below the stack: the first has nearly all of them. */
function resources({ resources: all }: Preview): string {
  const byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  const owners = (resource: PreviewResource): PreviewResource[] => {
    const parent = byUrn.get(resource.parent ?? "");
    return parent === undefined ? [] : [...owners(parent), parent];
  };
  const custom = all.filter(
    (resource) => resource.custom && resource.readId === undefined && !resource.type.startsWith("pulumi:providers:"),
  );
  const groups = Map.groupBy(custom, (resource) => {
    const [, outer, inner] = owners(resource);
    return (inner ?? outer)?.name ?? "the stack itself";
  });
  const sorted = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const rest = sorted.slice(mostComponents).reduce((sum, [, { length }]) => sum + length, 0);
  const counts = [
    ...sorted.slice(0, mostComponents).map(([name, { length }]) => `${name} ${length}`),
    ...(rest > 0 ? [`others ${rest}`] : []),
  ];
  const kept = custom.filter(({ protect }) => protect).length;
  return `${custom.length} to create${kept > 0 ? `, ${kept} of them protected` : ""}: ${counts.join(", ")}`;
}

const took = ({ durationSeconds }: Preview) => `${durationSeconds.toFixed(1)} s, in process: no cloud API was called, nothing was created`;
