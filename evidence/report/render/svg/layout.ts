import { type Flow, type Flows, type Party, type Zone, zones } from "../../model/flow.ts";
import { whereabouts } from "../whereabouts.ts";
import { wrapped } from "./text.ts";

/** A port of a node, where flows arrive; `y` is its middle. */
export interface Port {
  on: string;
  y: number;
}

/** A party with its position; sizes in pixels. */
export interface Node {
  party: Party;
  column: number;
  x: number;
  y: number;
  height: number;
  title: readonly string[];
  detail: readonly string[];
  ports: readonly Port[];
}

export interface Layout {
  width: number;
  height: number;
  columns: readonly { zone: Zone; x: number }[];
  nodes: readonly Node[];
  flows: readonly Flow[];
}

export const size = { node: 216, gap: 88, margin: 12, top: 44, between: 18, title: 17, detail: 14, port: 22, padding: 11 } as const;
/** Clients beyond this number are drawn as one; the table has all of them. */
const mostClients = 6;

/** Places parties in a column per zone, and orders each column by the positions of its neighbours. */
export function layout(flows: Flows): Layout {
  const drawn = withoutCrowd(flows);
  const used = zones.filter((zone) => drawn.parties.some((party) => party.zone === zone));
  const columns = used.map((zone, i) => ({ zone, x: size.margin + i * (size.node + size.gap) }));
  const ordered = order(used, drawn);
  const nodes = ordered.flatMap((parties, column) => {
    const measured = parties.map((party) => measure(party, drawn.flows));
    let y = size.top;
    return measured.map((node) => {
      const placed = { ...node, column, x: columns[column]!.x, y, ports: node.ports.map((port) => ({ ...port, y: port.y + y })) };
      y += node.height + size.between;
      return placed;
    });
  });
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height), size.top);
  const width = 2 * size.margin + columns.length * size.node + Math.max(0, columns.length - 1) * size.gap + 34;
  return { width, height: bottom + size.margin, columns, nodes, flows: drawn.flows };
}

/** The same flows with clients beyond the first few, and flows of a party to itself, left out of the drawing. */
function withoutCrowd({ parties, flows, unknown }: Flows): Flows {
  const others = flows.filter(({ from, to }) => from !== to);
  // The outside comes first: it is never among those left out.
  const clients = parties
    .filter(({ zone }) => zone === "clients")
    .toSorted((a, b) => Number(b.id.startsWith("outside")) - Number(a.id.startsWith("outside")));
  if (clients.length <= mostClients) return { parties, flows: others, unknown };
  const hidden = new Set(clients.slice(mostClients - 1).map(({ id }) => id));
  const crowd: Party = {
    id: "more clients",
    name: `${hidden.size} more clients`,
    zone: "clients",
    detail: "each in the table below",
    addresses: [],
    identities: [],
  };
  const renamed = others.map((flow) => (hidden.has(flow.from) ? { ...flow, from: crowd.id, by: [] } : flow));
  const once = new Map(renamed.map((flow) => [JSON.stringify([flow.from, flow.to, flow.on]), flow]));
  return { parties: [...parties.filter(({ id }) => !hidden.has(id)), crowd], flows: [...once.values()], unknown };
}

/**
 * Parties by column. The clients' path is at the top, the party with the fewest open ports first, so that this path is straight; the
 * others are ordered by the mean position of their peers, in a few passes, so that fewer lines cross.
 */
function order(used: readonly Zone[], { parties, flows }: Flows): Party[][] {
  const way = inward(parties, flows);
  const rank = new Map<string, number>();
  let columns = used.map((zone) => parties.filter((party) => party.zone === zone));
  const remember = () => {
    for (const column of columns) for (const [i, { id }] of column.entries()) rank.set(id, (i + 0.5) / column.length);
  };
  remember();
  for (let round = 0; round < 4; round++) {
    const place = ({ id }: Party): number => {
      if (way.has(id)) return new Set(flows.filter(({ to }) => to === id).map(({ on }) => on)).size / 100 - 1;
      const others = flows.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
      return mean(others.map((other) => rank.get(other) ?? 0.5)) ?? rank.get(id) ?? 0;
    };
    columns = columns.map((column) => {
      const places = new Map(column.map((party) => [party.id, place(party)]));
      return column.toSorted((a, b) => places.get(a.id)! - places.get(b.id)! || (a.id < b.id ? -1 : 1));
    });
    remember();
  }
  return columns;
}

/** Parties other than clients that a client reaches, directly or through an ingress. */
function inward(parties: readonly Party[], flows: readonly Flow[]): Set<string> {
  const zoneOf = new Map(parties.map(({ id, zone }) => [id, zone]));
  const from = (zone: Zone, to: string) => flows.some((flow) => flow.to === to && zoneOf.get(flow.from) === zone);
  const entries = parties.filter(({ id, zone }) => zone === "entry" && from("clients", id)).map(({ id }) => id);
  const inner = parties.filter(
    ({ id, zone }) => zone === "workloads" && (from("clients", id) || flows.some((flow) => flow.to === id && entries.includes(flow.from))),
  );
  return new Set([...entries, ...inner.map(({ id }) => id)]);
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

function measure(party: Party, flows: readonly Flow[]): Omit<Node, "column" | "x" | "y"> {
  const inner = size.node - 2 * size.padding;
  const title = wrapped(party.name, inner, 13, 2);
  const detail = wrapped(whereabouts(party), inner, 11, 4);
  const text = size.padding + title.length * size.title + detail.length * size.detail;
  const open = [...new Set(flows.filter(({ to }) => to === party.id).map(({ on }) => on))];
  const ports = open.map((on, i) => ({ on, y: text + 6 + (i + 0.5) * size.port }));
  return { party, title, detail, ports, height: text + (ports.length > 0 ? 6 + ports.length * size.port : 0) + 8 };
}
