import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import type { KeepOnNode } from "./run.ts";

const program = resolve(import.meta.dirname, "packets.py");
/** The front door, DNS, and a port and a protocol that nothing in a keep has. */
const ports = { tcp: [8443, 53, 8080], udp: [53, 5353] } as const;
/** Seconds that a way may take until it counts as closed. */
const patience = 2;

/** From a pod to a pod, or to something outside of the cluster, by name. */
export interface Way {
  from: string;
  to: string;
  protocol: "tcp" | "udp";
  port: number;
}
export const textOf = ({ from, to, protocol, port }: Way) => `${from} -> ${to} ${protocol} ${port}`;

/** What is outside of the cluster, by name. */
type Outside = readonly (readonly [name: string, address: string, port: number])[];

/** What real packets showed of every way. */
export interface Tried {
  pods: readonly string[];
  ways: readonly (Way & { open: boolean })[];
}

/** Tries every way between all pods that run, and from each to what is outside, once. @throws Error where a pod's own listener is deaf */
export async function tryAll(run: KeepOnNode): Promise<Tried> {
  return withOutside(run, async (outside) => {
    const layout = JSON.stringify({ ...ports, outside, namespaces: run.namespaces });
    const seen = JSON.parse(await run.node.inside("python3", program, "once", String(patience), layout)) as {
      pods: Record<string, string>;
      ways: [string, string, "tcp" | "udp", number, boolean][];
      deaf: string[];
    };
    if (seen.deaf.length > 0) throw new Error(`not heard by a listener in the same pod, so nothing is known of: ${seen.deaf.join(", ")}`);
    return {
      pods: Object.keys(seen.pods),
      ways: seen.ways.map(([from, to, protocol, port, open]) => ({ from, to, protocol, port, open })),
    };
  });
}

/** What was seen of ways that were tried again and again. */
export interface Watched {
  /** How often each pod was there. */
  pods: Record<string, number>;
  /** Ways that were open at any time. */
  open: Way[];
}

/** Seconds after which a watch ends by itself. */
const longestWatch = 1800;

/** Tries every way again and again for so many seconds, with pods that come and go. @param end a file with which it ends */
export async function watch(run: KeepOnNode, seconds: number, end?: string): Promise<Watched> {
  return withOutside(run, async (outside) => {
    const layout = JSON.stringify({ ...ports, outside, namespaces: run.namespaces, end });
    const seen = JSON.parse(await run.node.inside("python3", program, "watch", String(seconds), layout)) as {
      pods: Record<string, number>;
      open: [string, string, "tcp" | "udp", number][];
    };
    return { pods: seen.pods, open: seen.open.map(([from, to, protocol, port]) => ({ from, to, protocol, port })) };
  });
}

/** Tries every way again and again while something is done. */
export async function watchWhile<Result>(run: KeepOnNode, work: () => Promise<Result>): Promise<Watched & { result: Result }> {
  const folder = mkdtempSync(join(run.folder, "watch-"));
  const end = join(folder, "end");
  const watching = watch(run, longestWatch, end);
  try {
    const result = await work().finally(() => writeFileSync(end, ""));
    return { ...(await watching), result };
  } finally {
    await watching.catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/** With a listener on the machine, which takes the part of everything beyond the node. */
async function withOutside<Result>(run: KeepOnNode, work: (outside: Outside) => Promise<Result>): Promise<Result> {
  const machine = machineOf(run);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, machine, listening));
  try {
    return await work(outsideNames(run, (server.address() as { port: number }).port));
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

/** Address of the machine on its link to the node. */
const machineOf = ({ node }: KeepOnNode) => node.address.replace(/2$/, "1");

/** What is outside of the cluster. @param port of the listener that takes the part of everything beyond the node */
export const outsideNames = (run: KeepOnNode, port: number): Outside => [
  ["the Kubernetes API's service", "10.0.0.1", 443],
  ["the Kubernetes API", run.node.address, 6443],
  ["kubelet", run.node.address, 10250],
  ["beyond the node", machineOf(run), port],
];

/** The matrix as text: a line for each pair, with the ports that were open. */
export function matrixText({ ways }: Tried): string {
  const pairs = Map.groupBy(ways, ({ from, to }) => `${from} -> ${to}`);
  return [...pairs]
    .map(([pair, those]) => {
      const open = those.filter((way) => way.open).map(({ protocol, port }) => `${protocol} ${port}`);
      return `${open.length > 0 ? `open ${open.join(", ")}` : "closed"}`.padEnd(50) + pair;
    })
    .sort()
    .join("\n");
}
