import { z } from "zod";

const count = z.int().positive();

/** One EC2 instance type with NVIDIA GPUs. Network and EBS rates are in Mbit/s, as EC2 states them for bursts or sustained use. */
export const instanceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/),
  /** Name in `catalog/gpus.ts`. */
  gpu: z.string(),
  gpuCount: count,
  /** Memory of one GPU as the EC2 API states it, in MiB; `usableGiB` of `catalog/gpus.ts` says what of it vLLM sees. */
  gpuMemoryMiB: count,
  vcpus: count,
  memoryMiB: count,
  /** Local NVMe storage in GB; null where there is none. */
  nvmeGB: count.nullable(),
  networkMbps: count,
  ebsMbps: count,
  /** Most Elastic Fabric Adapter interfaces; 0 where the type has none. */
  efa: z.int().min(0),
  networkCards: count.nullable(),
  /** Whether Capacity Blocks for ML are sold for it. */
  capacityBlock: z.boolean(),
  /** Linux on-demand price in us-east-1, in USD per hour; null where it is not sold there on demand. */
  usdPerHour: z.number().positive().nullable(),
});

export type Instance = z.infer<typeof instanceSchema>;
