import { type Config, headDimOf, needed } from "./config-schema.ts";
import type { AttentionWeights } from "./shape.ts";

const indexerOf = (c: Config) => (c.index_head_dim ? { heads: needed(c.index_n_heads, "index_n_heads"), dim: c.index_head_dim } : null);

/** Attention of a model by its config. @throws RangeError where a field of it is missing. */
export function attentionOf(c: Config): AttentionWeights {
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
    // Qwen3-Next and 3.5 gate the output of attention by a projection as wide as the queries.
    gated: c.attn_output_gate ?? (c.linear_num_value_heads ?? 0) > 0,
  };
}
