import type { Flow, Flows } from "../report/model/flow.ts";
import { type Change, change, compared } from "./change.ts";
import { portsWithin } from "./ports.ts";

/** New and closed paths, and ports that were opened or closed on paths that stay. */
export function flowChanges(before: Flows, after: Flows): Change[] {
  const names = new Map(
    [...before.parties, ...after.parties].map(({ id, name, detail }) => [id, detail === "" ? name : `${name} (${detail})`]),
  );
  const way = ({ from, to }: Flow) => `${names.get(from) ?? from} to ${names.get(to) ?? to}`;
  const { added, gone, both } = compared(before.flows, after.flows, ({ from, to }) => JSON.stringify([from, to]));
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

/** A party under the same name that is something else, for example endpoints of more services. */
function partyChanges(before: Flows, after: Flows): Change[] {
  const { both } = compared(before.parties, after.parties, ({ id }) => id);
  return both
    .filter(([old, now]) => old.detail !== now.detail)
    .map(([old, now]) => {
      const [was, is] = [old.detail.split(", "), now.detail.split(", ")];
      const direction = is.some((one) => !was.includes(one)) ? "wider" : "narrower";
      return change("path", direction, `${now.name} were ${old.detail} and are ${now.detail}`);
    });
}
