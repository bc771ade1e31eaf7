import type { Flow } from "../../model/flow.ts";
import { type Layout, type Node, size } from "./layout.ts";

/** A flow as a line, with an arrow at its end. */
export interface Edge {
  flow: Flow;
  path: string;
  /** Whether it begins outside of the workloads: the inbound path of clients. */
  inward: boolean;
}

/**
 * Lines from node to node. One to the next column is a curve, one that skips a column runs in a lane below, one within a column next to it.
 */
export function edgesOf({ nodes, flows, height }: Layout): { edges: Edge[]; height: number } {
  const byId = new Map(nodes.map((node) => [node.party.id, node]));
  let [lanes, sides] = [0, 0];
  const edges = flows.flatMap((flow): Edge[] => {
    const [from, to] = [byId.get(flow.from), byId.get(flow.to)];
    const port = to?.ports.find(({ on }) => on === flow.on);
    if (!from || !to || !port) return [];
    const inward = from.party.zone === "clients" || (from.party.zone === "entry" && to.party.zone === "workloads");
    const path =
      from.column === to.column
        ? sideways(from, to, port.y, sides++ % 3)
        : Math.abs(from.column - to.column) === 1
          ? curve(from, to, port.y)
          : below(from, to, port.y, height + lanes++ * 9);
    return [{ flow, path, inward }];
  });
  return { edges, height: height + (lanes > 0 ? lanes * 9 + 8 : 0) };
}

const start = ({ y, title }: Node) => y + size.padding + (title.length * size.title) / 2;

function curve(from: Node, to: Node, end: number): string {
  const forth = to.column > from.column;
  const [x1, x2] = forth ? [from.x + size.node, to.x - 7] : [from.x, to.x + size.node + 7];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${start(from)}C${x1 + bend} ${start(from)} ${x2 - bend} ${end} ${x2} ${end}`;
}

function sideways(from: Node, to: Node, end: number, side: number): string {
  const [x1, x2] = [from.x + size.node, to.x + size.node + 7];
  const out = x1 + 18 + side * 7;
  return `M${x1} ${start(from)}C${out} ${start(from)} ${out} ${end} ${x2} ${end}`;
}

function below(from: Node, to: Node, end: number, lane: number): string {
  const forth = to.column > from.column;
  const [x1, x2] = forth ? [from.x + size.node, to.x - 7] : [from.x, to.x + size.node + 7];
  const step = (forth ? 1 : -1) * 26;
  const [a, b] = [x1 + step, x2 - step];
  const turn = Math.sign(step) * 8;
  return [
    `M${x1} ${start(from)}`,
    `H${a - turn}Q${a} ${start(from)} ${a} ${start(from) + 8}`,
    `V${lane - 8}Q${a} ${lane} ${a + turn} ${lane}`,
    `H${b - turn}Q${b} ${lane} ${b} ${lane - 8}`,
    `V${end + 8}Q${b} ${end} ${b + turn} ${end}`,
    `H${x2}`,
  ].join("");
}
