import type { ValidatedConfiguration } from "../../catalog/validated-configurations.ts";
import { flagValue } from "../../catalog/vllm-arguments.ts";
import type { Container, PodSpec } from "../../charts/kubernetes/parts.ts";
import { modelServerName } from "../../charts/names.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";

/** A stack's model server as it would be deployed. */
export interface RenderedServer {
  pod: PodSpec;
  container: Container;
  /** Programs of its ConfigMap, by file. */
  programs: Record<string, string>;
  /** What a record says of it. */
  facts: Pick<ValidatedConfiguration, "model" | "image" | "gpus" | "nodes" | "command" | "environment">;
}

/**
 * Renders a stack's model server.
 * @throws Error where the stack has several, one over several nodes, or one without GPUs: such a server cannot be tried here
 */
export async function renderedServer(root: string, stack: string): Promise<RenderedServer> {
  const { resources } = await previewInProcess({ root, stack });
  const deployments = resources.filter(({ type }) => type === "kubernetes:apps/v1:Deployment");
  const pods = deployments.map(({ inputs }) => (inputs["spec"] as { template: { spec: PodSpec } }).template.spec);
  const [pod, ...others] = pods.filter(({ containers }) => containers.some(({ name }) => name === modelServerName));
  if (!pod || others.length > 0)
    throw new Error(`stack ${stack} has ${pods.length} model servers on one node; accepted: exactly one, since each is checked by itself`);
  const container = pod.containers.find(({ name }) => name === modelServerName)!;
  const gpus = Number(container.resources?.limits?.["nvidia.com/gpu"] ?? 0);
  if (gpus === 0) throw new Error(`stack ${stack} asks for no GPU; accepted: a stack with GPUs`);
  const map = pod.volumes?.find(({ name }) => name === "programs")?.configMap?.name;
  const found = resources.find(({ type, inputs }) => type === "kubernetes:core/v1:ConfigMap" && nameOf(inputs) === map);
  const loader = pod.initContainers?.find(({ name }) => name === "weights-loader")?.args ?? [];
  const model = flagValue(loader, "model");
  if (!found || model === undefined) throw new Error(`stack ${stack} does not say which model its server has, or lacks its programs`);
  const environment = Object.fromEntries((container.env ?? []).map(({ name, value = "" }) => [name, value]));
  const command = [...(container.command ?? []), ...(container.args ?? [])];
  const facts = { model, image: container.image ?? "", gpus, nodes: 1, command, environment };
  return { pod, container, programs: found.inputs["data"] as Record<string, string>, facts };
}

const nameOf = (inputs: Readonly<Record<string, unknown>>) => (inputs["metadata"] as { name?: string } | undefined)?.name;
