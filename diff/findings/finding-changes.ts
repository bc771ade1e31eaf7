import type { Finding } from "../../policies/judge/finding.ts";

/** Findings that only the head has, and those that are mended. */
export interface FindingChanges {
  added: Finding[];
  fixed: Finding[];
}

const order = ["critical", "high", "medium", "low"];

/**
 * What rules newly find, and no longer find. A finding is known again by rule, resource and path; one that says something else there is new
 * and mends nothing, and so is a violation that was undecided or waived before.
 * @param renamed URN at the head by URN at the base, of resources that an alias says are the same
 */
export function findingChanges(
  before: readonly Finding[],
  after: readonly Finding[],
  renamed: ReadonlyMap<string, string> = new Map(),
): FindingChanges {
  const old = before.map((finding) => ({ ...finding, urn: renamed.get(finding.urn) ?? finding.urn }));
  const [said, says] = [new Set(old.map(whole)), new Set(after.map(whole))];
  const added = after.filter((finding) => !said.has(whole(finding)));
  const places = new Set(added.map(place));
  return {
    added: added.toSorted(byWeight),
    fixed: old.filter((finding) => !says.has(whole(finding)) && !places.has(place(finding))).toSorted(byWeight),
  };
}

const place = ({ rule, urn, path }: Finding) => JSON.stringify([rule, urn, path]);
const whole = ({ rule, urn, path, kind, enforcement, message }: Finding) => JSON.stringify([rule, urn, path, kind, enforcement, message]);

/** Violations first, the worst of them before the others. */
function byWeight(a: Finding, b: Finding): number {
  const weight = ({ kind, severity }: Finding) => (kind === "violation" ? 0 : 10) + order.indexOf(severity);
  return weight(a) - weight(b);
}
