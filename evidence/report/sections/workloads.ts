import { hasFlag } from "../../../catalog/vllm-arguments.ts";
import type { PreviewResource } from "../../../engine/preview.ts";

/** A container of a workload, with the fields that a report needs. */
export interface WorkloadContainer {
  /** For example `Deployment/model-server`. */
  workload: string;
  name: string;
  image: string;
  arguments: readonly string[];
  environment: readonly string[];
  /** Program of its readiness probe, joined by blanks. */
  readiness: string;
}

/** Whether a container serves a model: it has an argument for its socket or served model name. */
export const isModelServer = ({ arguments: words }: WorkloadContainer): boolean =>
  hasFlag(words, "uds") || hasFlag(words, "served-model-name");

interface Container {
  name?: string;
  image?: string;
  args?: readonly string[];
  command?: readonly string[];
  env?: readonly { name?: string }[];
  readinessProbe?: { exec?: { command?: readonly string[] } };
}

/** Every container of a stack's workloads, at any depth of the pod template. */
export const containersOf = (resources: readonly PreviewResource[]): WorkloadContainer[] =>
  resources.filter(({ type }) => type.startsWith("kubernetes:")).flatMap(containersIn);

/** Every container of one workload. */
export function containersIn({ inputs }: Pick<PreviewResource, "inputs">): WorkloadContainer[] {
  const { kind, metadata } = inputs as { kind?: string; metadata?: { name?: string } };
  const workload = `${kind}/${metadata?.name}`;
  return podSpecs(inputs["spec"]).flatMap(({ initContainers = [], containers = [] }) =>
    [...initContainers, ...containers].map((container) => read(workload, container)),
  );
}

function read(
  workload: string,
  { name = "", image = "", args = [], command = [], env = [], readinessProbe }: Container,
): WorkloadContainer {
  return {
    workload,
    name,
    image,
    arguments: [...command, ...args],
    environment: env.flatMap((variable) => variable.name ?? []),
    readiness: (readinessProbe?.exec?.command ?? []).join(" "),
  };
}

/** Every pod spec of a Kubernetes resource. */
export const podSpecsOf = ({ inputs }: Pick<PreviewResource, "inputs">): Readonly<Record<string, unknown>>[] =>
  podSpecs(inputs["spec"]) as Readonly<Record<string, unknown>>[];

/** A pod template: labels of its pods, and their specification. */
export interface PodTemplate {
  labels: Readonly<Record<string, string>>;
  spec: Readonly<Record<string, unknown>>;
}

/** Every pod template of a resource of Kubernetes; of a bare pod the object itself. */
export const podTemplatesOf = ({ inputs }: Pick<PreviewResource, "inputs">): PodTemplate[] => templatesIn(inputs);

function templatesIn(value: unknown): PodTemplate[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { metadata, spec } = value as { metadata?: { labels?: Record<string, string> }; spec?: Record<string, unknown> };
  if (Array.isArray(spec?.["containers"])) return [{ labels: metadata?.labels ?? {}, spec }];
  return Object.values(value).flatMap(templatesIn);
}

/** Pod specs inside a spec, at any depth: a pod template is the same under a Deployment, a CronJob or a LeaderWorkerSet. */
function podSpecs(spec: unknown): { initContainers?: readonly Container[]; containers?: readonly Container[] }[] {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) return [];
  if (Array.isArray((spec as { containers?: unknown }).containers)) return [spec];
  return Object.values(spec).flatMap(podSpecs);
}
