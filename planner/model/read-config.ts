import { z } from "zod";
import { formatsOf } from "./quantization.ts";
import type { AttentionWeights, Experts, Layer, LayerCache, ModelShape } from "./shape.ts";

const count = z.int().positive();

/** The fields of a Hugging Face `config.json` that memory follows from; others pass. */
const configSchema = z.looseObject({
  architectures: z.array(z.string()).min(1),
  model_type: z.string(),
  hidden_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  num_key_value_heads: count.nullish(),
  head_dim: count.nullish(),
  vocab_size: count,
  max_position_embeddings: count,
  intermediate_size: count.nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  attention_bias: z.boolean().nullish(),
  torch_dtype: z.string().nullish(),
  dtype: z.string().nullish(),
  rope_scaling: z.looseObject({ factor: z.number().nullish() }).nullish(),
  sliding_window: count.nullish(),
  use_sliding_window: z.boolean().nullish(),
  sliding_window_pattern: count.nullish(),
  attention_chunk_size: count.nullish(),
  no_rope_layers: z.array(z.int()).nullish(),
  layer_types: z.array(z.string()).nullish(),
  kv_lora_rank: count.nullish(),
  q_lora_rank: count.nullish(),
  qk_nope_head_dim: count.nullish(),
  qk_rope_head_dim: count.nullish(),
  v_head_dim: count.nullish(),
  index_head_dim: count.nullish(),
  index_n_heads: count.nullish(),
  compress_ratios: z.array(z.int()).nullish(),
  o_groups: count.nullish(),
  o_lora_rank: count.nullish(),
  n_routed_experts: count.nullish(),
  num_experts: count.nullish(),
  num_local_experts: count.nullish(),
  num_experts_per_tok: count.nullish(),
  moe_intermediate_size: count.nullish(),
  n_shared_experts: z.int().min(0).nullish(),
  shared_expert_intermediate_size: z.int().min(0).nullish(),
  first_k_dense_replace: z.int().min(0).nullish(),
  moe_layer_freq: z.union([count, z.array(z.int())]).nullish(),
  decoder_sparse_step: count.nullish(),
  mlp_only_layers: z.array(z.int()).nullish(),
  num_nextn_predict_layers: z.int().min(0).nullish(),
  expert_dtype: z.string().nullish(),
  quantization_config: z.looseObject({}).nullish(),
});

type Config = z.infer<typeof configSchema>;

/** Kinds of layer whose state vLLM does not keep in the blocks that this planner knows. */
const unknownLayers = ["linear_attention", "mamba", "recurrent", "conv"];

/**
 * Reads a model's shape out of its `config.json`, as published on Hugging Face. Nested `text_config` of multimodal models is followed.
 * @throws RangeError with one sentence, where a field is missing or the architecture is none that the planner knows.
 */
export function readConfig(json: unknown): ModelShape {
  const { config, multimodal } = flattened(json);
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`config.json: ${issue?.path.join(".") || "the file"}: ${issue?.message ?? "not readable"}`);
  }
  const c = parsed.data;
  const odd = c.layer_types?.find((type) => unknownLayers.some((name) => type.includes(name)));
  if (odd)
    throw new RangeError(
      `config.json: layers of type "${odd}" are not known; accepted are full, sliding and chunked attention, and latents`,
    );
  if (c.model_type === "deepseek_v41") throw new RangeError("config.json: the memory pool of DeepSeek V4.1 is not known");
  const dtype = c.torch_dtype ?? c.dtype ?? "bfloat16";
  const valueBytes = dtype.includes("32") ? 4 : 2;
  return {
    architecture: c.architectures[0] ?? "",
    modelType: c.model_type,
    hidden: c.hidden_size,
    vocabulary: c.vocab_size,
    maxContext: c.max_position_embeddings,
    tiedEmbeddings: c.tie_word_embeddings ?? c.model_type.startsWith("gemma"),
    attention: attentionOf(c),
    layers: Array.from({ length: c.num_hidden_layers }, (_, i) => layerOf(c, i)),
    draftLayers: c.num_nextn_predict_layers ?? 0,
    formats: formatsOf(c.quantization_config, c.expert_dtype, valueBytes === 4 ? "fp32" : "bf16"),
    valueBytes,
    multimodal,
    encoderBytes: encoderBytes((json as Record<string, unknown>)["vision_config"]),
  };
}

const visionSchema = z.looseObject({ hidden_size: count, num_hidden_layers: count, intermediate_size: count });

/** Weights of a vision transformer in 16 bits: four square matrices of attention and a gated network in each layer. */
function encoderBytes(vision: unknown): number {
  const parsed = visionSchema.safeParse(vision);
  if (!parsed.success) return 0;
  const { hidden_size: hidden, num_hidden_layers: layers, intermediate_size: width } = parsed.data;
  return layers * (4 * hidden ** 2 + 3 * hidden * width) * 2;
}

/** The language model's part of a config, with what only the outer object says. */
function flattened(json: unknown): { config: unknown; multimodal: boolean } {
  if (typeof json !== "object" || json === null) throw new RangeError("config.json: no JSON object");
  const outer = json as Record<string, unknown>;
  const inner = outer["text_config"] ?? outer["language_config"];
  const multimodal = "vision_config" in outer || "audio_config" in outer;
  if (typeof inner !== "object" || inner === null) return { config: outer, multimodal };
  return {
    config: { ...outer, ...inner, architectures: outer["architectures"] ?? (inner as Record<string, unknown>)["architectures"] },
    multimodal,
  };
}

const needed = <T>(value: T | null | undefined, name: string): T => {
  if (value === null || value === undefined) throw new RangeError(`config.json: ${name} is missing`);
  return value;
};

const headDimOf = (c: Config) => c.head_dim ?? Math.floor(c.hidden_size / c.num_attention_heads);

const indexerOf = (c: Config) => (c.index_head_dim ? { heads: needed(c.index_n_heads, "index_n_heads"), dim: c.index_head_dim } : null);

function attentionOf(c: Config): AttentionWeights {
  const heads = c.num_attention_heads;
  if (c.compress_ratios)
    return {
      kind: "compressed",
      heads,
      headDim: needed(c.head_dim, "head_dim"),
      queryRank: needed(c.q_lora_rank, "q_lora_rank"),
      outGroups: needed(c.o_groups, "o_groups"),
      outRank: needed(c.o_lora_rank, "o_lora_rank"),
      indexer: needed(indexerOf(c), "index_head_dim"),
    };
  if (c.kv_lora_rank)
    return {
      kind: "latent",
      heads,
      queryRank: c.q_lora_rank ?? null,
      latent: c.kv_lora_rank,
      nope: needed(c.qk_nope_head_dim, "qk_nope_head_dim"),
      rope: needed(c.qk_rope_head_dim, "qk_rope_head_dim"),
      value: needed(c.v_head_dim, "v_head_dim"),
      indexer: indexerOf(c),
    };
  return {
    kind: "heads",
    heads,
    kvHeads: c.num_key_value_heads ?? heads,
    headDim: headDimOf(c),
    bias: c.attention_bias ?? c.model_type.startsWith("qwen2"),
  };
}

function layerOf(c: Config, index: number): Layer {
  const experts = expertsOf(c, index);
  const dense = experts ? null : needed(c.intermediate_size, "intermediate_size");
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
    return { kind: "latent", latent: c.kv_lora_rank, rope: needed(c.qk_rope_head_dim, "qk_rope_head_dim"), indexer: c.index_head_dim ?? 0 };
  const size = { kvHeads: c.num_key_value_heads ?? c.num_attention_heads, headDim: headDimOf(c) };
  const window = windowOf(c, index);
  return window === null ? { kind: "full", ...size } : { kind: "window", ...size, ...window };
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
  const shared = c.n_shared_experts ?? (c.shared_expert_intermediate_size ?? 0) / intermediate;
  return { count: total, perToken: c.num_experts_per_tok ?? 1, intermediate, shared };
}
