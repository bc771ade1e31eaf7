import { clientPod } from "../../../dev/sandbox/client.ts";
import { until } from "../../support/until.ts";
import type { NodeRun } from "./run.ts";
import { model } from "./weights.ts";

let count = 0;

/** A client's pod that asks, and what it has printed so far. */
export interface Asking {
  pod: string;
  printed(): Promise<string>;
  /** Has a load end, which goes on otherwise. */
  end(): Promise<unknown>;
  /** Waits for its end; its last line. The pod is deleted. */
  ended(): Promise<string>;
}

/** Starts a pod of the client `notebook` that asks once, streams, or asks without pause: see `dev/sandbox/ask.py`. */
export async function startAsking(
  { node: { kubectl }, keep, images }: NodeRun,
  mode: "once" | "stream" | "load",
  number: number,
): Promise<Asking> {
  const pod = `asking-${process.pid}-${count++}`;
  const ask = [mode, model, String(number)] as const;
  await kubectl.apply(
    clientPod({ name: pod, keep: keep.name, labelled: "notebook", secret: "modelkeep-notebook", image: images.python, ask }),
  );
  const printed = () => kubectl.run(["logs", pod]).catch(() => "");
  const phase = () => kubectl.run(["get", "pod", pod, "-o", "jsonpath={.status.phase}"]);
  return {
    pod,
    printed,
    end: () => kubectl.run(["exec", pod, "--", "python3", "-c", "import os, signal; os.kill(1, signal.SIGTERM)"]),
    async ended() {
      await until(`${pod} has ended`, async () => ["Succeeded", "Failed"].includes(await phase()));
      const text = await printed();
      await kubectl.run(["delete", "pod", pod, "--now"]);
      return text.trim().split("\n").at(-1)!;
    },
  };
}

/** Asks once. @returns status and answer, as the client printed them */
export const askOnce = async (run: NodeRun): Promise<string> => (await startAsking(run, "once", 3)).ended();
