import { findingResult, ruleDescriptor, sarifSchema, waiverDescriptor } from "../../evidence/report/render/sarif.ts";
import type { Finding } from "../../policies/judge/finding.ts";
import { rules as pack } from "../../policies/rules.ts";
import type { KeepDiff, StackDiff } from "../model.ts";

/**
 * New findings as SARIF 2.1.0: one run for each stack that could be compared, with the messages and locations of the evidence report, so
 * that code scanning matches results by fingerprint.
 */
export function sarifDiff({ stacks }: KeepDiff): string {
  const runs = stacks.filter(({ state }) => state !== "failed").map(run);
  return `${JSON.stringify({ $schema: sarifSchema, version: "2.1.0", runs }, undefined, 2)}\n`;
}

function run({ stack, settingsFile = `Pulumi.${stack}.yaml`, findings: { added } }: StackDiff) {
  const named = pack.filter(({ name }) => added.some(({ rule }) => rule === name));
  const descriptors = [...named.map(ruleDescriptor), ...waiverDescriptor(added, pack)];
  const index = new Map(descriptors.map(({ id }, i) => [id, i]));
  const waivers = added.flatMap(({ waiver }) => (waiver ? [waiver] : []));
  const reported = ({ because = [], ...finding }: Finding) => ({ ...finding, because: [...new Set(because)] });
  return {
    tool: { driver: { name: "modelkeep", rules: descriptors } },
    automationDetails: { id: `modelkeep/diff/${stack}/` },
    columnKind: "utf16CodeUnits",
    results: added.map((finding) => ({
      ...findingResult(reported(finding), waivers, settingsFile),
      ruleIndex: index.get(finding.rule),
      baselineState: "new",
    })),
  };
}
