/** Architectures that a tiny checkpoint can have, as the catalog's models have them. */
export const architectures = ["qwen2", "llama", "deepseek-v2", "deepseek-v3", "deepseek-v3.2"] as const;
export type Architecture = (typeof architectures)[number];

/** Tokens of DeepSeek's tokenizer. */
const vocabulary = 129_280;
const hidden = 128;
const intermediate = 256;
const layers = 2;
const heads = 4;
const keyValueHeads = 2;
const headDim = hidden / heads;

/** Multi-head latent attention in the published proportions of a head. */
const latent = { query: 32, keyValue: 512, nope: 128, rope: 64, value: 128 };
const experts = { routed: 8, shared: 1, perToken: 2, intermediate: 64, groups: 2 };
const indexer = { heads: 64, headDim: 128, topk: 2048 };

/** One tensor: its name in the published checkpoints, and its shape. */
export interface Tensor {
  name: string;
  shape: readonly number[];
  /** A norm's weights are ones; the others are random. */
  ones?: boolean;
  type?: "F32";
}

const weight = (name: string, ...shape: number[]): Tensor => ({ name: `${name}.weight`, shape });
const norm = (name: string, size: number): Tensor => ({ name: `${name}.weight`, shape: [size], ones: true });

const mlp = (at: string, size: number): Tensor[] => [
  weight(`${at}.gate_proj`, size, hidden),
  weight(`${at}.up_proj`, size, hidden),
  weight(`${at}.down_proj`, hidden, size),
];

function groupedAttention(at: string, bias: boolean): Tensor[] {
  const sizes = { q_proj: hidden, k_proj: keyValueHeads * headDim, v_proj: keyValueHeads * headDim };
  const projections = Object.entries(sizes);
  return [
    ...projections.map(([name, size]) => weight(`${at}.${name}`, size, hidden)),
    ...(bias ? projections.map(([name, size]) => ({ name: `${at}.${name}.bias`, shape: [size] })) : []),
    weight(`${at}.o_proj`, hidden, hidden),
  ];
}

function latentAttention(at: string, architecture: Architecture): Tensor[] {
  const queries = heads * (latent.nope + latent.rope);
  const query =
    architecture === "deepseek-v2"
      ? [weight(`${at}.q_proj`, queries, hidden)]
      : [
          weight(`${at}.q_a_proj`, latent.query, hidden),
          norm(`${at}.q_a_layernorm`, latent.query),
          weight(`${at}.q_b_proj`, queries, latent.query),
        ];
  return [
    ...query,
    weight(`${at}.kv_a_proj_with_mqa`, latent.keyValue + latent.rope, hidden),
    norm(`${at}.kv_a_layernorm`, latent.keyValue),
    weight(`${at}.kv_b_proj`, heads * (latent.nope + latent.value), latent.keyValue),
    weight(`${at}.o_proj`, hidden, heads * latent.value),
    ...(architecture === "deepseek-v3.2" ? sparseIndexer(`${at}.indexer`) : []),
  ];
}

const sparseIndexer = (at: string): Tensor[] => [
  weight(`${at}.wq_b`, indexer.heads * indexer.headDim, latent.query),
  weight(`${at}.wk`, indexer.headDim, hidden),
  norm(`${at}.k_norm`, indexer.headDim),
  { name: `${at}.k_norm.bias`, shape: [indexer.headDim] },
  weight(`${at}.weights_proj`, indexer.heads, hidden),
];

function mixture(at: string, architecture: Architecture): Tensor[] {
  return [
    weight(`${at}.gate`, experts.routed, hidden),
    ...(architecture === "deepseek-v2"
      ? []
      : [{ name: `${at}.gate.e_score_correction_bias`, shape: [experts.routed], type: "F32" as const }]),
    ...Array.from({ length: experts.routed }, (_, expert) => mlp(`${at}.experts.${expert}`, experts.intermediate)).flat(),
    ...mlp(`${at}.shared_experts`, experts.shared * experts.intermediate),
  ];
}

/** Every tensor of a tiny checkpoint. */
export function tensorsOf(architecture: Architecture): Tensor[] {
  const isLatent = architecture.startsWith("deepseek");
  const layer = (index: number): Tensor[] => {
    const at = `model.layers.${index}`;
    return [
      norm(`${at}.input_layernorm`, hidden),
      ...(isLatent ? latentAttention(`${at}.self_attn`, architecture) : groupedAttention(`${at}.self_attn`, architecture === "qwen2")),
      norm(`${at}.post_attention_layernorm`, hidden),
      // As published: the first layers are dense, the others mixtures.
      ...(isLatent && index > 0 ? mixture(`${at}.mlp`, architecture) : mlp(`${at}.mlp`, intermediate)),
    ];
  };
  return [
    weight("model.embed_tokens", vocabulary, hidden),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    norm("model.norm", hidden),
    weight("lm_head", vocabulary, hidden),
  ];
}

const classes: Record<Architecture, readonly [kind: string, name: string]> = {
  qwen2: ["qwen2", "Qwen2ForCausalLM"],
  llama: ["llama", "LlamaForCausalLM"],
  "deepseek-v2": ["deepseek_v2", "DeepseekV2ForCausalLM"],
  "deepseek-v3": ["deepseek_v3", "DeepseekV3ForCausalLM"],
  "deepseek-v3.2": ["deepseek_v32", "DeepseekV32ForCausalLM"],
};

/** `config.json`, with the keys of the published ones. */
export function configOf(architecture: Architecture): Record<string, unknown> {
  const [model_type, name] = classes[architecture];
  const common = {
    architectures: [name],
    model_type,
    torch_dtype: "bfloat16",
    vocab_size: vocabulary,
    hidden_size: hidden,
    intermediate_size: intermediate,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    max_position_embeddings: 131_072,
    bos_token_id: 0,
    eos_token_id: 1,
    hidden_act: "silu",
    rms_norm_eps: 1e-6,
    rope_theta: 10_000,
    tie_word_embeddings: false,
  };
  if (!architecture.startsWith("deepseek")) return { ...common, num_key_value_heads: keyValueHeads };
  return {
    ...common,
    num_key_value_heads: heads,
    attention_bias: false,
    kv_lora_rank: latent.keyValue,
    qk_nope_head_dim: latent.nope,
    qk_rope_head_dim: latent.rope,
    v_head_dim: latent.value,
    n_routed_experts: experts.routed,
    n_shared_experts: experts.shared,
    num_experts_per_tok: experts.perToken,
    moe_intermediate_size: experts.intermediate,
    n_group: experts.groups,
    topk_group: 1,
    first_k_dense_replace: 1,
    moe_layer_freq: 1,
    routed_scaling_factor: 2.5,
    ...(architecture === "deepseek-v2"
      ? { q_lora_rank: null, topk_method: "greedy", norm_topk_prob: false, scoring_func: "softmax" }
      : {
          q_lora_rank: latent.query,
          topk_method: "noaux_tc",
          norm_topk_prob: true,
          scoring_func: "sigmoid",
          num_nextn_predict_layers: 0,
        }),
    ...(architecture === "deepseek-v3.2" && { index_n_heads: indexer.heads, index_head_dim: indexer.headDim, index_topk: indexer.topk }),
  };
}
