import { images } from "../../../catalog/images.ts";
import { findInstance } from "../../../catalog/instances.ts";
import { validationText } from "../../../catalog/validated-configurations.ts";
import type { PreviewResource } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ModelServer } from "./model-servers.ts";

const device = "nvidia.com/gpu";
const release = images.find(({ name }) => name === "vllm")?.tag.replace(/^v/, "") ?? "";

/** Whether the project has served a model on the GPUs of a replica; undefined for a replica without any. */
export function validationOf(
  { pods, servers, resource }: ModelServer,
  model: string,
  resources: readonly PreviewResource[],
): string | undefined {
  const names = servers.map(({ name }) => name);
  const counts = pods.flatMap((pod) =>
    listOf(pod["containers"])
      .map(objectOf)
      .filter(({ name }) => names.includes(textOf(name) ?? ""))
      .map(({ resources: own }) => Number(objectOf(objectOf(own)["limits"])[device] ?? 0)),
  );
  const gpus = Math.max(0, ...counts);
  if (gpus === 0) return undefined;
  const nodes = Number(objectOf(objectOf(resource.inputs["spec"])["leaderWorkerTemplate"])["size"] ?? 1);
  return validationText({ model, vllm: release, gpu: gpuOf(objectOf(pods[0]?.["nodeSelector"]), resources), gpus, nodes });
}

/** The GPU of the node groups that a selector leads to; undefined where the stack has none, or of several types. */
function gpuOf(selector: Readonly<Record<string, unknown>>, resources: readonly PreviewResource[]): string | undefined {
  if (Object.keys(selector).length === 0) return undefined;
  const groups = resources.filter(
    ({ type, inputs }) =>
      type === "aws:eks/nodeGroup:NodeGroup" &&
      Object.entries(selector).every(([label, value]) => objectOf(inputs["labels"])[label] === value),
  );
  const gpus = new Set(
    groups.flatMap(({ inputs }) => listOf(inputs["instanceTypes"]).map((name) => findInstance(textOf(name) ?? "")?.gpu)),
  );
  return gpus.size === 1 ? [...gpus][0] : undefined;
}
