import { z } from "zod";
import { sourced } from "../sourced.ts";

/** One NVIDIA GPU as offered by AWS. */
export const gpuSchema = z.strictObject({
  name: z.string(),
  /** Memory as stated by the EC2 API, in MiB. */
  memoryMiB: z.int().positive(),
  /** Lowest memory that vLLM reported on it, in GiB; null without a measurement. */
  usableGiB: z.number().positive().nullable(),
  ...sourced,
});

export type Gpu = z.infer<typeof gpuSchema>;
