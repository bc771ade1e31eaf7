import { once } from "node:events";
import { createInterface } from "node:readline";
import type { KubernetesNode } from "../sandbox/kubernetes-node.ts";

/**
 * Starts a Python program where the node is that prints a line when it is ready, and ends when its standard input does, so never outlives this process.
 * @returns what ends it
 * @throws Error where it ends before it is ready; what it complained of went to standard error
 */
export async function untilEnded(node: KubernetesNode, program: string, argument: object): Promise<() => Promise<void>> {
  const running = node.running("python3", program, JSON.stringify(argument));
  const ended = once(running, "exit");
  const ready = await Promise.race([once(createInterface(running.stdout), "line"), ended.then(() => undefined)]);
  if (ready === undefined) throw new Error(`${program} has ended before it was ready`);
  return async () => {
    running.stdin.end();
    await ended;
  };
}
