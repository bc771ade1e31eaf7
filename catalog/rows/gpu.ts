import { z } from "zod";
import { sourced } from "../sourced.ts";

/** One NVIDIA GPU, as AWS sells it. */
export const gpuSchema = z.strictObject({
  name: z.string(),
  /** What the EC2 API states, in MiB. */
  memoryMiB: z.int().positive(),
  /** What vLLM found on it, in GiB: the lowest seen; null where no measurement was found. */
  usableGiB: z.number().positive().nullable(),
  ...sourced,
});

export type Gpu = z.infer<typeof gpuSchema>;
