import { join } from "node:path";
import type { KubernetesNode } from "../sandbox/kubernetes-node.ts";
import { untilEnded } from "./until-ended.ts";

const vpc = join(import.meta.dirname, "vpc");
const program = join(import.meta.dirname, "relay.py");

/** An address at which pods find something. */
export interface Place {
  /** The node itself, or beyond it, where packets of pods are forwarded to. */
  network: "node" | "vpc";
  address: string;
  port: number;
  /** Unix socket of the server; without one, connections are taken and ended, which shows that packets arrive. */
  socket?: string;
}

/**
 * Makes the addresses, and listens at each for a server of this process.
 * @returns what takes them away again
 * @throws Error where an address or a port is taken
 */
export async function openPlaces(node: KubernetesNode, places: readonly Place[]): Promise<() => Promise<void>> {
  const beyond = new Set(places.filter(({ network }) => network === "vpc").map(({ address }) => address));
  const away = () => node.inside(vpc, "down");
  await away();
  await node.inside(vpc, "up", ...beyond);
  try {
    const end = await untilEnded(node, program, places);
    return async () => {
      await end();
      await away();
    };
  } catch (error) {
    await away();
    throw error;
  }
}
