import type { PreviewResource } from "../../../engine/preview.ts";
import { isGroup, knownType } from "../../../policies/types/known-types.ts";
import type { OwnType } from "../../../policies/types/own-types.ts";
import type { ReportedTypes } from "../model/resource-types.ts";
import { typeStates } from "../model/resource-types.ts";

/**
 * The distinct types of a stack's resources, and what evaluates them.
 * @param own types that the pack's configuration takes responsibility for
 */
export function typesOf(resources: readonly PreviewResource[], own: readonly OwnType[]): ReportedTypes {
  const byType = Map.groupBy(
    resources.filter((resource) => !isGroup(resource)),
    ({ type }) => type,
  );
  const rows = [...byType].map(([type, all]): ReportedTypes["rows"][number] => ({ type, resources: all.length, ...known(type, own) }));
  const counts = Object.fromEntries(typeStates.map((state) => [state, rows.filter((row) => row.state === state).length]));
  return { ...(counts as Omit<ReportedTypes, "rows">), rows: rows.sort((a, b) => (a.type < b.type ? -1 : 1)) };
}

function known(type: string, own: readonly OwnType[]): Pick<ReportedTypes["rows"][number], "state" | "by"> {
  const found = knownType(type);
  if (found !== undefined) return { state: found.how, by: found.because };
  const answered = own.find((one) => one.type === type);
  return answered === undefined ? { state: "unknown", by: "not evaluated by anything here" } : { state: "own", by: answered.reason };
}
