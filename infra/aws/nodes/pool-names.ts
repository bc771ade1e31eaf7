import { modelServerName } from "../../../charts/names.ts";

/** Node label with the name of its pool; pods and add-ons select nodes by it. */
export const poolLabel = "modelkeep/pool";

/** Pool of the nodes without GPUs. */
export const systemPool = "system";

/** Pool of the GPU nodes of a keep's only model. */
export const usualGpuPool = "gpu";

/** Pool of the GPU nodes of one model, by its key. */
export const gpuPoolOf = (model: string): string => (model === modelServerName ? usualGpuPool : `${usualGpuPool}-${model}`);

/** Keeps pods that do not request a GPU off GPU nodes. NVIDIA's and AWS's own manifests tolerate this key and value. */
export const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" } as const;
