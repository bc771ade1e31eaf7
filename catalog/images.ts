import { z } from "zod";
import { sourced } from "./sourced.ts";
import { cpuStartPrograms } from "./vllm-cpu.ts";

/** Targets (`target` of the settings) on which an image runs. */
const target = z.enum(["eks", "existing"]);

/** One container image that a keep runs. */
export const imageSchema = z.strictObject({
  /** Short name, also in the settings and in the keep's own registry. */
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Registry and repository upstream, without tag. */
  repository: z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9._-]+)+$/),
  tag: z.string(),
  /** Digest of the multi-architecture index; null when it is not known: the settings must then give it. */
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable(),
  targets: z.array(target).min(1).readonly(),
  /** Accelerators of the clusters that need it: NVIDIA GPUs, none, or both. */
  accelerators: z
    .array(z.enum(["nvidia", "none"]))
    .min(1)
    .readonly(),
  reason: z.string(),
  verified: z.boolean(),
  ...sourced,
});

export type Image = z.infer<typeof imageSchema>;

const table = [
  {
    name: "vllm",
    repository: "docker.io/vllm/vllm-openai",
    tag: "v0.33.0",
    digest: null,
    targets: ["eks", "existing"],
    accelerators: ["nvidia"],
    reason: "the model server, on NVIDIA GPUs (CUDA 13: driver 580 or newer)",
    verified: false,
    source:
      "vLLM 0.33.0 on PyPI; that the image has this tag follows from its earlier releases, and no digest at or above the advisory floor was found",
    date: "2026-11",
  },
  {
    name: "vllm-cpu",
    repository: "docker.io/vllm/vllm-openai-cpu",
    tag: "v0.33.0",
    digest: null,
    targets: ["existing"],
    accelerators: ["none"],
    reason: `the model server on CPUs, for a small model on a laptop cluster; it needs ${cpuStartPrograms.join(", ")}, which a start runs`,
    verified: false,
    source:
      "vLLM 0.33.0 on PyPI; that the image has this tag follows from its earlier releases, and no digest at or above the advisory floor was found",
    date: "2026-11",
  },
  {
    name: "envoy",
    repository: "docker.io/envoyproxy/envoy",
    tag: "distroless-v1.39.2",
    digest: "sha256:dced08cf7c472e1a1d067f906878266078eeeb63c110b4961882c039a622853a",
    targets: ["eks", "existing"],
    accelerators: ["nvidia", "none"],
    reason: "the front door: authentication, route allow-list, limits and audit log",
    verified: true,
    source: "two independent public repositories that pin this tag by this digest",
    date: "2026-11",
  },
] as const satisfies readonly Image[];

/** Short name of an image, as settings use it. */
export type ImageName = (typeof table)[number]["name"];

/**
 * Images that a keep runs in addition to those of the EKS add-ons, which come from AWS's own registries. There is no device plugin: the
 * NVIDIA variant of Bottlerocket runs its own as a host service (bottlerocket.dev, settings.kubelet-device-plugins).
 */
export const images: readonly (Image & { name: ImageName })[] = table;

/** Release of vLLM that a keep on GPUs runs. */
export const gpuRelease: string = table.find(({ name }) => name === "vllm")!.tag.replace(/^v/, "");

/** Names that settings may use under `images:`. */
export function imageNames(): ImageName[] {
  return images.map(({ name }) => name);
}
