import { linearLayerOf } from "./config-linear.ts";
import { type Config, headDimOf, needed } from "./config-schema.ts";
import type { Experts, Layer, LayerCache } from "./shape.ts";

/** One layer of a model by its config. @throws RangeError where a field is missing, or a value is none that is known. */
export function layerOf(c: Config, index: number, valueBytes: number): Layer {
  const experts = expertsOf(c, index);
  const dense = experts ? null : needed(c.shared_intermediate_size ?? c.intermediate_size, "intermediate_size");
  const linear = linearLayerOf(c, index, valueBytes);
  if (linear) return { cache: linear.cache, dense, experts, linear: linear.parameters };
  return { cache: cacheOf(c, index), dense, experts };
}

function cacheOf(c: Config, index: number): LayerCache {
  if (c.compress_ratios) {
    const ratio = c.compress_ratios[index] ?? 0;
    if (ratio !== 0 && ratio !== 4 && ratio !== 128) throw new RangeError(`config.json: compress_ratios has ${ratio}; accepted: 0, 4, 128`);
    return {
      kind: "compressed",
      ratio,
      latent: headDimOf(c),
      indexer: c.index_head_dim ?? 0,
      window: needed(c.sliding_window, "sliding_window"),
    };
  }
  if (c.kv_lora_rank)
    return {
      kind: "latent",
      latent: c.kv_lora_rank,
      rope: needed(c.qk_rope_head_dim, "qk_rope_head_dim"),
      indexer: ownIndexer(c, index) ? (c.index_head_dim ?? 0) : 0,
    };
  const size = { kvHeads: c.num_key_value_heads ?? c.num_attention_heads, headDim: headDimOf(c) };
  const window = windowOf(c, index);
  return window === null ? { kind: "full", ...size } : { kind: "window", ...size, ...window };
}

/** Whether a layer chooses tokens itself, or takes over what a layer before it chose. Source: `_skip_topk`, vLLM 0.33.0 `deepseek_v2.py`. */
function ownIndexer(c: Config, index: number): boolean {
  if (c.index_topk_pattern) return c.index_topk_pattern[index] !== "S";
  return Math.max(index - (c.index_skip_topk_offset ?? 2) + 1, 0) % (c.index_topk_freq ?? 1) === 0;
}

/** Window of a layer; null where it sees all tokens. Source: vLLM 0.33.0 `model_executor/models` (gpt_oss, gemma2, gemma3, llama4, mistral). */
function windowOf(c: Config, index: number): { window: number; chunked: boolean } | null {
  const type = c.layer_types?.[index];
  if (type !== undefined) {
    if (type.startsWith("sliding")) return { window: needed(c.sliding_window, "sliding_window"), chunked: false };
    if (type.startsWith("chunked")) return { window: needed(c.attention_chunk_size, "attention_chunk_size"), chunked: true };
    return null;
  }
  if (c.attention_chunk_size) {
    const chunked = c.no_rope_layers ? c.no_rope_layers[index] === 1 : (index + 1) % 4 !== 0;
    return chunked ? { window: c.attention_chunk_size, chunked: true } : null;
  }
  if (!c.sliding_window || c.use_sliding_window === false) return null;
  const pattern =
    c.sliding_window_pattern ?? (c.model_type === "gemma2" || c.model_type === "gpt_oss" ? 2 : c.model_type.startsWith("gemma3") ? 6 : 1);
  return pattern > 1 && (index + 1) % pattern === 0 ? null : { window: c.sliding_window, chunked: false };
}

function expertsOf(c: Config, index: number): Experts | null {
  const total = c.n_routed_experts ?? c.num_experts ?? c.num_local_experts;
  if (!total || total === 1) return null;
  if (index < (c.first_k_dense_replace ?? 0) || c.mlp_only_layers?.includes(index)) return null;
  const frequency = c.moe_layer_freq ?? c.decoder_sparse_step ?? 1;
  if (Array.isArray(frequency) ? frequency[index] === 0 : (index + (c.decoder_sparse_step ? 1 : 0)) % frequency !== 0) return null;
  const intermediate = c.moe_intermediate_size ?? needed(c.intermediate_size, "moe_intermediate_size");
  const width = c.shared_expert_intermediate_size ?? c.shared_intermediate_size ?? 0;
  const shared = c.n_shared_experts ?? c.num_shared_experts ?? width / intermediate;
  const perToken = c.num_experts_per_tok ?? c.num_experts_per_token ?? 1;
  if (perToken > total) throw new RangeError(`config.json: num_experts_per_tok is ${perToken}; accepted: at most its ${total} experts`);
  return { count: total, perToken, intermediate, shared };
}
