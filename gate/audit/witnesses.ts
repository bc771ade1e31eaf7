import type { FrontDoorLine } from "./front-door-line.ts";
import type { AuditLine } from "./line.ts";
import type { AuditProblem, Placed } from "./verify.ts";

type Ended = Extract<AuditLine, { record: "request-ended" }>;
interface Gated {
  entry: Ended;
  place: string;
}

/**
 * Holds the gate's records against those of the front door, which another program wrote: every request that the front door passed on has an end in
 * the gate's, every end was seen by the front door, and both say the same of it.
 *
 * A front door that was killed has not written the requests that were open, and one whose gate was killed has answered them itself: the first is
 * told as a problem, since it cannot be told from a line that was taken out; the second is none.
 */
export function compareWitnesses(records: readonly Placed[], frontDoor: readonly FrontDoorLine[]): AuditProblem[] {
  const problems: AuditProblem[] = [];
  const ends = records.flatMap(({ entry, place }) => (entry.record === "request-ended" ? [{ entry, place }] : []));
  const gated = onceEach(ends, ({ entry }) => entry.id, "the gate", problems);
  const seen = onceEach(frontDoor, ({ id }) => id, "the front door", problems);
  for (const [id, end] of gated) {
    const line = seen.get(id);
    if (line === undefined)
      problems.push({ kind: "one-witness", place: end.place, message: `the request of ${end.place} is not among the front door's` });
    else problems.push(...disagreements(end, line));
  }
  for (const [id, { place, passedOn }] of seen)
    if (passedOn && !gated.has(id))
      problems.push({ kind: "one-witness", place, message: `the request of ${place} was passed on, and is not among the gate's` });
  return problems;
}

function onceEach<One extends { place: string }>(
  all: readonly One[],
  idOf: (one: One) => string,
  who: string,
  problems: AuditProblem[],
): Map<string, One> {
  const byId = new Map<string, One>();
  for (const one of all) {
    const before = byId.get(idOf(one));
    if (before === undefined) byId.set(idOf(one), one);
    else problems.push({ kind: "repeated", place: one.place, message: `${who} has the request of ${one.place} at ${before.place} too` });
  }
  return byId;
}

/** What two records of one request say otherwise. The status of what the front door answered by itself is its own. */
function disagreements({ entry, place }: Gated, line: FrontDoorLine): AuditProblem[] {
  const told: [what: string, differs: boolean][] = [
    ["client", entry.client !== "" && entry.client !== line.client],
    ["status", line.passedOn && entry.status !== line.status],
  ];
  return told
    .filter(([, differs]) => differs)
    .map(([what]) => ({ kind: "disagreement", place, message: `${place} and ${line.place} name another ${what} of one request` }));
}
