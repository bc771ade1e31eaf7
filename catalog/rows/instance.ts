import { z } from "zod";

const count = z.int().positive();

/** One EC2 instance type with NVIDIA GPUs. Network and EBS rates are in Mbit/s, as stated by EC2 for burst or sustained use. */
export const instanceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/),
  /** Name in `catalog/gpus.ts`. */
  gpu: z.string(),
  gpuCount: count,
  /** Memory of one GPU as stated by the EC2 API, in MiB; `usableGiB` of `catalog/gpus.ts` returns what vLLM sees of it. */
  gpuMemoryMiB: count,
  vcpus: count,
  memoryMiB: count,
  /** Local NVMe storage in GB; null when there is none. */
  nvmeGB: count.nullable(),
  networkMbps: count,
  ebsMbps: count,
  /** Maximum number of Elastic Fabric Adapter interfaces; 0 for types without EFA. */
  efa: z.int().min(0),
  networkCards: count.nullable(),
  /** Whether Capacity Blocks for ML are sold for it. */
  capacityBlock: z.boolean(),
  /** Linux on-demand price in us-east-1, in USD per hour; null when it is not sold there on demand. */
  usdPerHour: z.number().positive().nullable(),
});

export type Instance = z.infer<typeof instanceSchema>;
