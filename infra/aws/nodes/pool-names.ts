import { modelServerName } from "../../../charts/names.ts";

/** Label of every node that says which pool it belongs to; pods and add-ons select nodes by it. */
export const poolLabel = "modelkeep/pool";

/** Pool of the nodes without GPUs. */
export const systemPool = "system";

/** Pool of the GPU nodes of a keep's only model. */
export const usualGpuPool = "gpu";

/** Pool of the GPU nodes of one model, by its key. */
export const gpuPoolOf = (model: string): string => (model === modelServerName ? usualGpuPool : `${usualGpuPool}-${model}`);

/** Keeps every pod off GPU nodes that does not ask for a GPU. Key and value are those that NVIDIA's and AWS's own manifests tolerate. */
export const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" } as const;
