/** Label of every node that says which pool it belongs to; pods and add-ons select nodes by it. */
export const poolLabel = "modelkeep/pool";

/** The keep's two pools. */
export type Pool = "system" | "gpu";

/** Keeps every pod off GPU nodes that does not ask for a GPU. Key and value are those that NVIDIA's and AWS's own manifests tolerate. */
export const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" } as const;
