import type { FrameworkIds } from "../../../policies/rule/rule.ts";
import { releaseRule } from "../../../policies/waivers/judged-elsewhere.ts";
import { waiversDescription, waiversRule } from "../../../policies/waivers/waiver-findings.ts";
import type { ReportedFinding, ReportedWaiver } from "../model/finding.ts";
import type { ReportedProof } from "../model/proof.ts";
import type { Report } from "../model/report.ts";
import type { ReportedRule } from "../model/rule.ts";

export const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF levels by severity of a violation; undecided and waived findings are notes. */
const levels = { critical: "error", high: "error", medium: "warning", low: "note" } as const;

/** Security-severity scores for code-scanning services, out of 10. */
const scores = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0" } as const;

/**
 * Findings, refuted and undecided proofs as SARIF 2.1.0, which code-scanning services read. A program's resources have no line numbers, so
 * a result is located by its stack file and by the resource's URN. A waived finding is included, suppressed with its reason.
 */
export function sarifReport(report: Report): string {
  const { subject, settings, rules, findings, proofs, waivers } = report;
  const shown = proofs.filter(({ status }) => status !== "proved");
  const descriptors = [...rules.map(ruleDescriptor), ...waiverDescriptor(findings, rules), ...proofs.map(proofDescriptor)];
  const index = new Map(descriptors.map(({ id }, i) => [id, i]));
  const file = settings?.file ?? `Pulumi.${subject.stack}.yaml`;
  const log = {
    $schema: sarifSchema,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "modelkeep", rules: descriptors } },
        automationDetails: { id: `modelkeep/${subject.project}/${subject.stack}/` },
        columnKind: "utf16CodeUnits",
        results: [
          ...findings.map((finding) => ({ ...findingResult(finding, waivers, file), ruleIndex: index.get(finding.rule) })),
          ...shown.flatMap((proof) => proofResults(proof, file).map((result) => ({ ...result, ruleIndex: index.get(result.ruleId) }))),
        ],
        properties: {
          verdict: report.verdict.state,
          fingerprint: subject.fingerprint,
          asOf: report.asOf,
          release: report.release.sentence,
          rendering: report.release.rendering.sentence,
        },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** A rule as a descriptor. */
export function ruleDescriptor({ name, description, remediation, severity, enforcement, controls, frameworks, database }: DescribedRule) {
  const ids = Object.entries<readonly string[] | undefined>({ ...frameworks }).flatMap(([catalogue, list]) =>
    (list ?? []).map((id) => `${catalogue}/${id}`),
  );
  return {
    id: name,
    shortDescription: { text: description },
    help: { text: `${remediation}\nFor a database: ${database}` },
    defaultConfiguration: { level: enforcement === "advisory" ? ("note" as const) : levels[severity] },
    properties: { tags: ["security", ...controls, ...ids], "security-severity": scores[severity] },
  };
}

/** Input of a descriptor. */
type DescribedRule = Pick<ReportedRule, "name" | "description" | "remediation" | "severity" | "enforcement" | "database"> & {
  controls: readonly string[];
  frameworks: FrameworkIds;
};

/** Justification of a suppression. */
type SignedWaiver = Pick<ReportedWaiver, "rule" | "resource" | "reason" | "owner" | "expires">;

/** Sources of findings that are not rules of the pack. */
const otherSources: Readonly<Record<string, { text: string; help: string }>> = {
  [waiversRule]: { text: waiversDescription, help: "Fix, renew or remove the waiver." },
  [releaseRule]: {
    text: "Each Kubernetes object matches what the reviewed release renders from the declared settings.",
    help: "Revert the edit, bring it into the release, or waive it.",
  },
};

/** Descriptors of findings from other sources than the pack. */
export function waiverDescriptor(findings: readonly Pick<ReportedFinding, "rule">[], rules: readonly { name: string }[]) {
  const names = [...new Set(findings.map(({ rule }) => rule))].filter((name) => !rules.some((rule) => rule.name === name));
  return names.map((id) => ({
    id,
    shortDescription: { text: otherSources[id]?.text ?? id },
    help: { text: otherSources[id]?.help ?? "Fix the problem in the message." },
    defaultConfiguration: { level: "error" as const },
    properties: { tags: ["security"], "security-severity": scores.high },
  }));
}

const proofId = (id: string) => `proof/${id}`;

function proofDescriptor({ id, claim, controls }: ReportedProof) {
  return {
    id: proofId(id),
    shortDescription: { text: claim },
    help: { text: "The steps of the path name each resource and input that opens it: close one of them." },
    defaultConfiguration: { level: "error" as const },
    properties: { tags: ["security", "proof", ...controls], "security-severity": scores.critical },
  };
}

const location = (file: string, urn: string | null, name: string) => ({
  physicalLocation: { artifactLocation: { uri: file, uriBaseId: "%SRCROOT%" } },
  logicalLocations: [{ name, ...(urn === null || urn === "" ? {} : { fullyQualifiedName: urn }), kind: "resource" }],
});

/** A finding as a result; waivers provide the reason for a suppression. */
export function findingResult(finding: ReportedFinding, waivers: readonly SignedWaiver[], file: string) {
  const { rule, kind, severity, enforcement, urn, resource, path, message, because } = finding;
  const waiver =
    kind === "waived" ? waivers.find((one) => one.rule === rule && (one.resource === urn || one.resource === resource)) : undefined;
  const unknown = because.length > 0 ? ` (unknown: ${because.join(", ")})` : "";
  return {
    ruleId: rule,
    kind: kind === "undecided" ? "open" : "fail",
    level: kind === "undecided" ? "none" : enforcement === "advisory" && kind === "violation" ? "note" : levels[severity],
    message: { text: `${resource}${path === "" ? "" : ` ${path}`}: ${message}${unknown}` },
    locations: [location(file, urn, resource)],
    partialFingerprints: { "modelkeep/v1": `${rule}|${urn}|${path}` },
    ...(kind === "waived"
      ? {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: waiver ? `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` : "waived",
            },
          ],
        }
      : {}),
  };
}

/** One result per counterexample, with its hops as a thread flow; one for an undecided proof. */
function proofResults({ id, claim, status, counterexamples, unknown }: ReportedProof, file: string) {
  if (status === "undecided")
    return [
      {
        ruleId: proofId(id),
        kind: "open",
        level: "none",
        message: { text: `${claim} Undecided because of missing information: ${unknown.join("; ")}` },
        locations: [location(file, null, id)],
        partialFingerprints: { "modelkeep/v1": `${id}|undecided` },
      },
    ];
  return counterexamples.map(({ says, hops }) => {
    const last = hops.findLast(({ urn }) => urn !== null);
    return {
      ruleId: proofId(id),
      kind: "fail",
      level: "error",
      message: { text: `${claim} Refuted: ${says}` },
      locations: [location(file, last?.urn ?? null, last?.name ?? id)],
      partialFingerprints: { "modelkeep/v1": `${id}|${says}` },
      codeFlows: [
        {
          threadFlows: [
            {
              locations: hops.map(({ urn, name, property, why }, i) => ({
                executionOrder: i + 1,
                location: { ...location(file, urn, name), message: { text: `${name}${property === null ? "" : ` ${property}`}: ${why}` } },
              })),
            },
          ],
        },
      ],
    };
  });
}
