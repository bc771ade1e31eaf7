import { until } from "../../support/until.ts";
import type { KeepOnNode } from "./run.ts";

/** Name of the engine's process, in the stand-in as in vLLM: cut at 15 characters by the kernel. */
export const engineName = "VLLM::EngineCor";

interface ServerContainer {
  name: string;
  containerID?: string;
  restartCount: number;
  ready: boolean;
  lastState: { terminated?: { reason?: string; message?: string } };
}

export interface ServerPod {
  metadata: { name: string; uid: string; labels: Record<string, string>; deletionTimestamp?: string };
  status: {
    conditions?: { type: string; status: string; lastTransitionTime: string }[];
    containerStatuses?: ServerContainer[];
    initContainerStatuses?: ServerContainer[];
  };
}

/** Pods of the model server that are not ending. */
export const serverPods = async ({ node: { kubectl }, keep }: KeepOnNode): Promise<ServerPod[]> =>
  (await kubectl.list<ServerPod>("pods", "-n", keep.serving, "-l", "app.kubernetes.io/component=model-server")).filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  );

const isReady = ({ status }: ServerPod) =>
  status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;

/** Waits until so many servers are ready, and no other is there. @returns their names */
export const untilReady = (run: KeepOnNode, count: number): Promise<string[]> =>
  until(`${count} servers are ready`, async () => {
    const pods = await serverPods(run);
    return pods.length === count && pods.every(isReady) && pods.map(({ metadata }) => metadata.name);
  });

/** Waits until a pod is, or is no longer, ready. */
export const untilPod = (run: KeepOnNode, name: string, ready: boolean): Promise<unknown> =>
  until(`${name} is ${ready ? "" : "not "}ready`, async () => {
    const pod = (await serverPods(run)).find(({ metadata }) => metadata.name === name);
    return pod !== undefined && isReady(pod) === ready;
  });

/** How often the model server's container of a pod was started anew. */
export async function restartsOf(run: KeepOnNode, name: string): Promise<number> {
  const pod = (await serverPods(run)).find(({ metadata }) => metadata.name === name);
  return pod?.status.containerStatuses?.find((container) => container.name === "model-server")?.restartCount ?? 0;
}
