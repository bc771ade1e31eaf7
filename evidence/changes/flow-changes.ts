import { addressesOf, format, isEmpty, without } from "../reach/space/addresses.ts";
import type { Flow, Flows, Party } from "../report/model/flow.ts";
import { type Change, change, compared } from "./change.ts";
import { portsWithin } from "./ports.ts";

/** New and closed paths, and ports that were opened or closed on existing paths. */
export function flowChanges(before: Flows, after: Flows): Change[] {
  const names = new Map(
    [...before.parties, ...after.parties].map(({ id, name, detail }) => [id, detail === "" ? name : `${name} (${detail})`]),
  );
  const way = ({ from, to }: Flow) => `${names.get(from) ?? from} to ${names.get(to) ?? to}`;
  const ends = ({ from, to }: Flow) => JSON.stringify([from, to]);
  // Where one side has several flows between the same ends, such as a port for each model, each is a path of its own.
  const several = new Set(
    [before, after].flatMap(({ flows }) => [...Map.groupBy(flows, ends)].flatMap(([key, all]) => (all.length > 1 ? [key] : []))),
  );
  const { added, gone, both } = compared(before.flows, after.flows, (flow) =>
    several.has(ends(flow)) ? ends(flow) + flow.on : ends(flow),
  );
  return [
    ...added.map((flow) => change("path", "wider", `new path from ${way(flow)} on ${flow.on}${by(flow)}`)),
    ...gone.map((flow) => change("path", "narrower", `path from ${way(flow)} on ${flow.on} is closed`)),
    ...both.flatMap(([old, now]) => portChange(old, now, way(now))),
    ...partyChanges(before, after),
  ];
}

const by = (flow: Flow) => (flow.by.length > 0 ? `, allowed by ${flow.by.join(", ")}` : "");

function portChange(old: Flow, now: Flow, way: string): Change[] {
  if (old.on === now.on) return [];
  const [grows, shrinks] = [!portsWithin(now.on, old.on), !portsWithin(old.on, now.on)];
  const direction = grows ? "wider" : shrinks ? "narrower" : "other";
  return direction === "other"
    ? []
    : [change("port", direction, `from ${way}: ports were ${old.on} and are ${now.on}${grows ? by(now) : ""}`)];
}

/** A party with the same name but other details, for example endpoints of more services. */
function partyChanges(before: Flows, after: Flows): Change[] {
  const { both } = compared(before.parties, after.parties, ({ id }) => id);
  return both.flatMap(([old, now]) => [
    ...setChange(old.detail.split(", "), now.detail.split(", "), `${now.name} were ${old.detail} and are ${now.detail}`),
    ...setChange(old.identities, now.identities, `${now.name} is known by ${listed(now.identities)}, and was by ${listed(old.identities)}`),
    ...addressChange(old, now),
  ]);
}

const listed = (texts: readonly string[]) => texts.join(", ") || "nothing";

/** A gain makes a set wider, even if it also lost something: it has moved to new addresses. */
function setChange(was: readonly string[], is: readonly string[], text: string): Change[] {
  const [grows, shrinks] = [is.some((one) => !was.includes(one)), was.some((one) => !is.includes(one))];
  return grows || shrinks ? [change("path", grows ? "wider" : "narrower", text)] : [];
}

/** A party's addresses as a set: wider if it has a new address. */
function addressChange(old: Party, now: Party): Change[] {
  const [was, is] = [addressesOf(old.addresses), addressesOf(now.addresses)];
  const [grows, shrinks] = [!isEmpty(without(is, was)), !isEmpty(without(was, is))];
  if (!grows && !shrinks) return [];
  const how = grows && shrinks ? "has moved" : grows ? "has more addresses" : "has fewer addresses";
  return [change("path", grows ? "wider" : "narrower", `${now.name} ${how}: was ${format(was)}, and is ${format(is)}`)];
}
