import { inventoryOfPreview } from "../../evidence/input/from-preview.ts";
import { ownEntries } from "../../evidence/input/own-entries.ts";
import { settingsIdentity } from "../../evidence/input/settings-identity.ts";
import { buildReport } from "../../evidence/report/build-report.ts";
import { gather } from "../../evidence/report/gather.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import type { Finding } from "../../policies/judge/finding.ts";
import type { PackConfig } from "../../policies/judge/pack-config.ts";
import type { SidedStack } from "../model.ts";

/** By what a side is judged. */
export interface Judging {
  /** Day by which waivers expire, `YYYY-MM-DD`. */
  today: string;
  /** Levels and settings of rules, as for the policy pack. */
  policyConfig: PackConfig;
}

/** What rules and proofs say of a stack. */
export interface StackEvidence {
  report: Report;
  findings: readonly Finding[];
}

/**
 * Judges one side of a stack, as `modelkeep evidence` does.
 * @throws PackConfigError as the policy pack does, Error where the solver gives up
 */
export async function stackEvidence(side: SidedStack, { today, policyConfig }: Judging): Promise<StackEvidence> {
  const own = side.catalog && ownEntries({ values: { ...side.config } }, side.catalog);
  const evidence = await gather({
    project: side.project,
    stack: side.stack,
    inventory: inventoryOfPreview(side),
    outputs: side.preview.outputs,
    identity: settingsIdentity({ values: { ...side.config } }),
    ...(own ? { own } : {}),
    today,
    config: policyConfig,
  });
  return { report: buildReport(evidence), findings: evidence.findings };
}
