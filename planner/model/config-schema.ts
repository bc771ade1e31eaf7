import { z } from "zod";

const count = z.int().positive();

/** The fields of a Hugging Face `config.json` that memory follows from; others pass. */
export const configSchema = z.looseObject({
  architectures: z.array(z.string()).min(1),
  model_type: z.string(),
  hidden_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  num_key_value_heads: count.nullish(),
  head_dim: count.nullish(),
  vocab_size: count,
  max_position_embeddings: count,
  model_max_length: count.nullish(),
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
  index_topk_freq: count.nullish(),
  index_skip_topk_offset: z.int().min(0).nullish(),
  index_topk_pattern: z.string().nullish(),
  compress_ratios: z.array(z.int()).nullish(),
  o_groups: count.nullish(),
  o_lora_rank: count.nullish(),
  n_routed_experts: count.nullish(),
  num_experts: count.nullish(),
  num_local_experts: z.int().min(0).nullish(),
  num_experts_per_tok: count.nullish(),
  moe_intermediate_size: count.nullish(),
  n_shared_experts: z.int().min(0).nullish(),
  shared_expert_intermediate_size: z.int().min(0).nullish(),
  first_k_dense_replace: z.int().min(0).nullish(),
  moe_layer_freq: z.union([count, z.array(z.int())]).nullish(),
  decoder_sparse_step: count.nullish(),
  mlp_only_layers: z.array(z.int()).nullish(),
  num_experts_per_token: count.nullish(),
  num_shared_experts: z.int().min(0).nullish(),
  shared_intermediate_size: z.int().min(0).nullish(),
  linear_num_key_heads: count.nullish(),
  linear_num_value_heads: count.nullish(),
  linear_key_head_dim: count.nullish(),
  linear_value_head_dim: count.nullish(),
  linear_conv_kernel_dim: count.nullish(),
  full_attention_interval: count.nullish(),
  attn_output_gate: z.boolean().nullish(),
  mamba_n_heads: count.nullish(),
  mamba_d_head: count.nullish(),
  mamba_d_state: count.nullish(),
  mamba_n_groups: count.nullish(),
  mamba_d_conv: count.nullish(),
  mamba_expand: count.nullish(),
  mamba_ssm_dtype: z.string().nullish(),
  linear_attn_config: z
    .looseObject({
      num_heads: count.nullish(),
      head_dim: count.nullish(),
      short_conv_kernel_size: count.nullish(),
      kda_layers: z.array(count).nullish(),
      full_attn_layers: z.array(count).nullish(),
    })
    .nullish(),
  num_nextn_predict_layers: z.int().min(0).nullish(),
  expert_dtype: z.string().nullish(),
  quantization_config: z.looseObject({}).nullish(),
});

export type Config = z.infer<typeof configSchema>;

/** The fields of a `vision_config` that the weights of its encoder follow from. */
export const visionSchema = z.looseObject({ hidden_size: count, num_hidden_layers: count, intermediate_size: count });

/** A field that this architecture cannot do without. @throws RangeError that names it. */
export const needed = <T>(value: T | null | undefined, name: string): T => {
  if (value === null || value === undefined) throw new RangeError(`config.json: ${name} is missing`);
  return value;
};

/** Width of one head, stated or the even share of the model. */
export const headDimOf = (c: Config) => c.head_dim ?? Math.floor(c.hidden_size / c.num_attention_heads);
