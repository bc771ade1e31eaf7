/**
 * Bytes that a cached value of a head takes, with its share of scales, by `--kv-cache-dtype`. `auto` is the dtype of the model.
 * Source: `get_kv_quant_mode` and the attention backends, vLLM 0.33.0.
 * @throws RangeError for a dtype whose layout is not known.
 */
export function valueBytes(dtype: string, modelBytes: number, headDim: number): number {
  if (dtype === "auto") return modelBytes;
  if (dtype === "bfloat16" || dtype === "float16") return 2;
  if (dtype === "float32") return 4;
  if (dtype === "nvfp4") return 0.5 + 1 / 16;
  if (dtype === "int8_per_token_head" || dtype === "fp8_per_token_head") return 1 + 4 / headDim;
  if (dtype === "fp8" || dtype.startsWith("fp8_e")) return 1;
  throw new RangeError(
    `kvCacheDtype is "${dtype}"; accepted: auto, bfloat16, float16, fp8, fp8_e4m3, fp8_e5m2, fp8_ds_mla, nvfp4, int8_per_token_head, fp8_per_token_head`,
  );
}

/** Bytes of a latent with its scales in the packed layouts of sparse attention (`fp8_ds_mla`, `nvfp4_ds_mla`). Source: `mla_attention.py`, vLLM 0.33.0. */
export const packedLatent: Readonly<Record<string, number>> = { fp8_ds_mla: 656, nvfp4_ds_mla: 352 };
