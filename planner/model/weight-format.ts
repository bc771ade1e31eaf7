/**
 * How a weight is stored: bytes of one value, and of its scales.
 * - bf16, fp32: plain
 * - fp8: 8 bits, one scale for each tensor or channel
 * - fp8-block: 8 bits, a float32 scale for each 128x128 block
 * - int4-g32, int4-g64, int4-g128: 4 bits (AWQ, GPTQ, compressed-tensors) with a 16-bit scale and a 4-bit zero point for each group
 * - nvfp4: 4 bits with an 8-bit scale for 16 values
 * - mxfp4: 4 bits with an 8-bit scale for 32 values
 * - bnb4: 4 bits with a scale for 64 values, itself in 8 bits (double quantization)
 */
export type WeightFormat =
  | "bf16"
  | "fp32"
  | "fp8"
  | "fp8-block"
  | "int8"
  | "int4-g32"
  | "int4-g64"
  | "int4-g128"
  | "nvfp4"
  | "mxfp4"
  | "bnb4";

const bytes: Record<WeightFormat, number> = {
  bf16: 2,
  fp32: 4,
  fp8: 1,
  "fp8-block": 1 + 4 / (128 * 128),
  int8: 1,
  "int4-g32": 0.5 + 2.5 / 32,
  "int4-g64": 0.5 + 2.5 / 64,
  "int4-g128": 0.5 + 2.5 / 128,
  nvfp4: 0.5 + 1 / 16,
  mxfp4: 0.5 + 1 / 32,
  bnb4: 0.5 + 1 / 64 + 4 / (64 * 256),
};

/** Bytes of one stored value with its share of the scales. Source: vLLM 0.33.0, `model_executor/layers/quantization`. */
export function bytesPerWeight(format: WeightFormat): number {
  return bytes[format];
}
