import { z } from "zod";
import { sourced } from "../sourced.ts";

/** How fast a GPU reads its memory and multiplies matrices, by its data sheet. */
export const gpuSpeedSchema = z.strictObject({
  /** Name in `catalog/gpus.ts`. */
  name: z.string(),
  bandwidthGBs: z.number().positive(),
  /** Dense matrix products in 16 bits, in TFLOP/s; formats of 8 bits are taken at the same speed. */
  denseTflops16: z.number().positive(),
  verified: z.boolean(),
  ...sourced,
});

export type GpuSpeed = z.infer<typeof gpuSpeedSchema>;
