import { z } from "zod";
import data from "./data/instances.json" with { type: "json" };
import { sourced } from "./sourced.ts";

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
  /** Linux on-demand price in us-east-1, in USD per hour, as of {@link priceDate}; null where it is not sold there on demand. */
  usdPerHour: z.number().positive().nullable(),
});

/** The file of instances: each group of columns has its own source and date. */
export const instancesFileSchema = z.strictObject({
  ...sourced,
  price: z.strictObject({ region: z.literal("us-east-1"), terms: z.string(), ...sourced }),
  networkCards: z.strictObject(sourced),
  instances: z.array(instanceSchema),
});

export type Instance = z.infer<typeof instanceSchema>;

/** Instance types with whole NVIDIA GPUs. Fractions of a GPU (g6f) and the GB200 UltraServers, whose columns were not found, are left out. */
export const instances = data.instances as readonly Instance[];

/** Day of the prices in {@link instances}. */
export const priceDate = data.price.date;

/** Where the on-demand prices were read. */
export const priceSource = data.price.source;

/** The instance type of this name, for example `g6e.12xlarge`; undefined where the catalog has none. */
export function findInstance(name: string): Instance | undefined {
  return instances.find((instance) => instance.name === name);
}

/** Names that settings may use, in the order of the catalog. */
export function instanceNames(): string[] {
  return instances.map(({ name }) => name);
}
