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
export function containersIn(resource: Pick<PreviewResource, "inputs">): WorkloadContainer[] {
  const { kind, metadata } = resource.inputs as { kind?: string; metadata?: { name?: string } };
  const workload = `${kind}/${metadata?.name}`;
  return podTemplatesOf(resource).flatMap(({ spec }) => {
    const { initContainers = [], containers = [] } = spec as { initContainers?: readonly Container[]; containers?: readonly Container[] };
    return [...initContainers, ...containers].map((container) => read(workload, container));
  });
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

/** A pod template: labels of its pods, and their specification. */
export interface PodTemplate {
  labels: Readonly<Record<string, string>>;
  spec: Readonly<Record<string, unknown>>;
}

/**
 * Every pod template of a Kubernetes resource, at any depth: it is the same under a Deployment, a CronJob or a LeaderWorkerSet. For a bare pod
 * it is the object itself.
 */
export const podTemplatesOf = ({ inputs }: Pick<PreviewResource, "inputs">): PodTemplate[] => templatesIn(inputs, {});

/** Templates inside a value; `labels` are those next to it, which are its own if it is the specification of a pod. */
function templatesIn(value: unknown, labels: PodTemplate["labels"]): PodTemplate[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const spec = value as { containers?: unknown; metadata?: { labels?: PodTemplate["labels"] } };
  if (Array.isArray(spec.containers)) return [{ labels, spec: value as PodTemplate["spec"] }];
  return Object.entries(value).flatMap(([key, inner]) => templatesIn(inner, key === "spec" ? (spec.metadata?.labels ?? {}) : {}));
}
