import type { Finding } from "../../policies/judge/finding.ts";

/** Findings that are new at the head, and those that are fixed. */
export interface FindingChanges {
  added: Finding[];
  fixed: Finding[];
}

const order = ["critical", "high", "medium", "low"];

/**
 * New and fixed findings of rules. Findings are matched by rule, resource and path; one with a different message there is new
 * and fixes nothing, and so is a violation that was undecided or waived before.
 * @param renamed URN at the head by URN at the base, of resources matched by an alias
 */
export function findingChanges(
  before: readonly Finding[],
  after: readonly Finding[],
  renamed: ReadonlyMap<string, string> = new Map(),
): FindingChanges {
  const old = before.map((finding) => ({ ...finding, urn: renamed.get(finding.urn) ?? finding.urn }));
  const [earlier, now] = [new Set(old.map(whole)), new Set(after.map(whole))];
  const added = after.filter((finding) => !earlier.has(whole(finding)));
  const places = new Set(added.map(place));
  return {
    added: added.toSorted(byWeight),
    fixed: old.filter((finding) => !now.has(whole(finding)) && !places.has(place(finding))).toSorted(byWeight),
  };
}

const place = ({ rule, urn, path }: Finding) => JSON.stringify([rule, urn, path]);
const whole = ({ rule, urn, path, kind, enforcement, message }: Finding) => JSON.stringify([rule, urn, path, kind, enforcement, message]);

/** Violations first, by descending severity. */
function byWeight(a: Finding, b: Finding): number {
  const weight = ({ kind, severity }: Finding) => (kind === "violation" ? 0 : 10) + order.indexOf(severity);
  return weight(a) - weight(b);
}
