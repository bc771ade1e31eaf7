import type { Formats } from "./shape.ts";
import type { WeightFormat } from "./weight-format.ts";

/** `quantization_config` of a config.json, as far as it decides about sizes. */
export interface Quantization {
  quant_method?: string | undefined;
  quant_algo?: string | null | undefined;
  moe_quant_algo?: string | null | undefined;
  bits?: number | undefined;
  group_size?: number | null | undefined;
  weight_block_size?: number[] | null | undefined;
  modules_to_not_convert?: string[] | null | undefined;
  ignore?: string[] | null | undefined;
  config_groups?: Record<string, { weights?: { num_bits?: number; type?: string; group_size?: number | null } | null }> | undefined;
}

/** Width and height of a block of 8-bit weights with one scale: the one that checkpoints come in, and layouts are judged by. */
const fp8Block = 128;

const int4 = (group: number | null | undefined): WeightFormat => (group === 32 ? "int4-g32" : group === 64 ? "int4-g64" : "int4-g128");

/** Format of the weights that are quantized at all. */
function quantized(q: Quantization): WeightFormat | undefined {
  const method = q.quant_method?.toLowerCase() ?? "";
  const algorithm = q.quant_algo?.toUpperCase() ?? "";
  if (algorithm.includes("NVFP4")) return "nvfp4";
  if (method === "mxfp4" || algorithm.includes("MXFP4")) return "mxfp4";
  if (method === "bitsandbytes") return "bnb4";
  if (method.startsWith("awq") || method.startsWith("gptq") || method === "auto-round")
    return (q.bits ?? 4) === 8 ? "int8" : int4(q.group_size);
  if (algorithm.includes("FP8")) return "fp8";
  if (method === "fp8" || method === "fbgemm_fp8") return q.weight_block_size ? "fp8-block" : "fp8";
  const weights = Object.values(q.config_groups ?? {})[0]?.weights;
  if (!weights) return undefined;
  if (weights.num_bits === 8) return weights.type === "int" ? "int8" : "fp8";
  if (weights.num_bits !== 4) return undefined;
  if (weights.type === "float") return weights.group_size === 32 ? "mxfp4" : "nvfp4";
  return int4(weights.group_size);
}

/**
 * Formats of the linear layers and of the experts. Embeddings, the head, norms and routers stay in 16 bits with every method.
 * A checkpoint that excludes attention by name (`ignore`, `modules_to_not_convert`) has it in 16 bits, with quantized experts.
 * @throws RangeError for a method or a block that is not known.
 */
export function formatsOf(q: Quantization | null | undefined, expertDtype: string | null | undefined, plain: WeightFormat): Formats {
  if (!q) return { linear: plain, experts: plain };
  const block = q.weight_block_size;
  if (block?.some((width) => width !== fp8Block))
    throw new RangeError(
      `weight_block_size is [${block.join(", ")}]; accepted: [${fp8Block}, ${fp8Block}], which vLLM's kernels have scales for`,
    );
  const format = quantized(q) ?? (q.moe_quant_algo ? "fp8-block" : undefined);
  if (format === undefined)
    throw new RangeError(
      `quantization "${q.quant_method}" is not known; accepted: fp8, awq, gptq, compressed-tensors, modelopt (FP8, NVFP4), mxfp4, bitsandbytes`,
    );
  const experts = expertFormat(q, expertDtype) ?? format;
  const excluded = [...(q.ignore ?? []), ...(q.modules_to_not_convert ?? [])];
  const attentionExcluded = excluded.some((name) => /self_attn(\b|[.*])|\.attn\.|attention/.test(name)) && experts === format;
  return { linear: attentionExcluded ? plain : format === "mxfp4" ? plain : format, experts };
}

/** Format of the experts where it is given separately. DeepSeek V4 keeps them in MXFP4, and linear layers in 8 bits. */
function expertFormat(q: Quantization, expertDtype: string | null | undefined): WeightFormat | undefined {
  if (q.moe_quant_algo?.toUpperCase() === "NVFP4") return "nvfp4";
  return expertDtype === "fp4" ? "mxfp4" : undefined;
}
