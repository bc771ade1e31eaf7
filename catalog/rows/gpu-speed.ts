import { z } from "zod";
import { sourced } from "../sourced.ts";

/** Memory bandwidth and matrix throughput of a GPU, from its data sheet. */
export const gpuSpeedSchema = z.strictObject({
  /** Name in `catalog/gpus.ts`. */
  name: z.string(),
  bandwidthGBs: z.number().positive(),
  /** Dense 16-bit matrix throughput, in TFLOP/s; 8-bit formats are assumed to be as fast. */
  denseTflops16: z.number().positive(),
  verified: z.boolean(),
  ...sourced,
});

export type GpuSpeed = z.infer<typeof gpuSpeedSchema>;
