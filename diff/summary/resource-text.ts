import type { PropertyChange, ResourceChange } from "../resources/resource-change.ts";

/** A resource in one line: its operation, type and name, and its protection. */
export function resourceText({ operation, type, name, protect, retainOnDelete, formerUrn }: ResourceChange): string {
  const guards = [protect ? "protected" : "", retainOnDelete ? "retained" : ""].filter(Boolean).join(", ");
  const former = formerUrn === undefined ? "" : ` (was ${formerUrn.split("::").slice(3).join("::")})`;
  return `${operation} ${type} ${name}${guards === "" ? "" : ` (${guards})`}${former}`;
}

/** Why a resource is replaced, or updated because of others: inputs that cannot be updated in place, and resources whose outputs change. */
export function becauseText({ properties, because = [] }: ResourceChange): string {
  const reasons = [
    ...properties.filter(({ replaces }) => replaces).map(({ path }) => path),
    ...because.map((urn) => `outputs of ${urn.split("::").slice(3).join("::")}`),
  ];
  return reasons.length === 0 ? "" : `because of ${reasons.join(", ")}`;
}

/** Longest text of a value; the JSON file has the full values. */
const longest = 240;

/** A property on both sides, each value truncated. */
export function propertyTexts({ before, after, kind }: PropertyChange): { before?: string; after?: string } {
  if (kind === "change" && written(before) === written(after)) return { after: `${short(written(after))}, from an output that changes` };
  if (kind !== "change" || typeof before !== "string" || typeof after !== "string" || before.length + after.length < longest)
    return { ...(kind !== "add" && { before: short(written(before)) }), ...(kind !== "remove" && { after: short(written(after)) }) };
  // For two long texts the first difference is more useful than their beginnings.
  const from = Math.max(0, firstDifference(before, after) - 40);
  const lead = from === 0 ? "" : "…";
  return { before: lead + short(written(before.slice(from))), after: lead + short(written(after.slice(from))) };
}

const written = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

function firstDifference(before: string, after: string): number {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  return at;
}
