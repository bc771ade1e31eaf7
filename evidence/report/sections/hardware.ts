import type { PreviewResource } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ModelServer } from "./model-servers.ts";

/**
 * What one replica of a model server asks for and where it may run: `4 x nvidia.com/gpu, 30 CPU, 240Gi of memory on each of 2 nodes with
 * node-pool=gpu`. On AWS the pool of these nodes is named too.
 */
export function hardwareOf({ pods, servers, resource }: ModelServer, resources: readonly PreviewResource[]): string {
  const asked = [
    ...new Set(
      pods.map((pod) =>
        askedBy(
          pod,
          servers.map(({ name }) => name),
        ),
      ),
    ),
  ].join("; ");
  const nodes = Number(objectOf(objectOf(resource.inputs["spec"])["leaderWorkerTemplate"])["size"] ?? 1);
  const selector = objectOf(pods[0]?.["nodeSelector"]) as Record<string, string>;
  const labels = Object.entries(selector).map(([label, value]) => `${label}=${value}`);
  const pools = labels.length === 0 ? [] : poolsWith(selector, resources);
  return [
    asked,
    nodes > 1 ? ` on each of ${nodes} nodes` : labels.length > 0 ? " on a node" : "",
    labels.length > 0 ? ` with ${labels.join(", ")}` : "",
    pools.length > 0 ? ` (${pools.join(", ")})` : "",
  ].join("");
}

/** Limits of the containers of a pod that serve a model. */
function askedBy(pod: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  const [serving] = listOf(pod["containers"])
    .map(objectOf)
    .filter(({ name }) => names.includes(textOf(name) ?? ""));
  const limits = objectOf(objectOf(serving?.["resources"])["limits"]);
  const devices = Object.entries(limits).filter(([name]) => name.includes("/"));
  const [cpu, memory] = [textOf(limits["cpu"]), textOf(limits["memory"])];
  const parts = [
    ...devices.map(([name, count]) => `${textOf(count)} x ${name}`),
    ...(cpu === undefined ? [] : [`${cpu} CPU`]),
    ...(memory === undefined ? [] : [`${memory} of memory`]),
  ];
  return parts.length === 0 ? "no limit of hardware" : parts.join(", ");
}

/** Node groups of EKS whose nodes have some labels. */
const poolsWith = (selector: Readonly<Record<string, string>>, resources: readonly PreviewResource[]): string[] =>
  resources
    .filter(
      ({ type, inputs }) =>
        type === "aws:eks/nodeGroup:NodeGroup" &&
        Object.entries(selector).every(([label, value]) => objectOf(inputs["labels"])[label] === value),
    )
    .map(({ name }) => name);
