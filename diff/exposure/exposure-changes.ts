import type { Change, ChangeKind } from "../../evidence/changes/change.ts";
import { diffReports } from "../../evidence/changes/diff.ts";
import type { Report } from "../../evidence/report/model/report.ts";

/** Results of other parts of a comparison: findings, settings, and versions with their advisories. */
const elsewhere: readonly ChangeKind[] = ["finding", "image", "model", "advisory"];

/**
 * Exposure that is wider or narrower between two reports of a stack: paths, ports, policies, principals, rules, waivers, proofs, controls,
 * open risks.
 * @throws Error where the solver gives up
 */
export async function exposureChanges(before: Report, after: Report): Promise<Change[]> {
  return (await diffReports(before, after)).filter(({ kind }) => !elsewhere.includes(kind));
}
