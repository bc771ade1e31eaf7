import { type Config, needed } from "./config-schema.ts";
import type { LayerCache } from "./shape.ts";

/** A layer that keeps a state of fixed size for each request in place of keys and values. */
export interface LinearLayer {
  cache: Extract<LayerCache, { kind: "state" }>;
  /** Parameters of its matrices, which tensor ranks share out. */
  parameters: number;
}

/** Layers of linear attention by their place, counted from 1. Source: `KimiLinearConfig.is_kda_layer`, vLLM. */
const kdaLayers = (c: Config) => c.linear_attn_config?.kda_layers ?? null;

/** Whether a layer's attention is linear: by its type, by Kimi's list, or by the interval of full attention. */
function isLinear(c: Config, index: number): boolean {
  const type = c.layer_types?.[index];
  if (type !== undefined) return type === "linear_attention" || type === "mamba";
  const full = c.linear_attn_config?.full_attn_layers;
  if (kdaLayers(c)) return kdaLayers(c)?.includes(index + 1) ?? false;
  if (full) return !full.includes(index + 1);
  return c.linear_num_value_heads ? (index + 1) % (c.full_attention_interval ?? 4) !== 0 : false;
}

/** A layer of linear attention; null where it attends to all tokens. @throws RangeError where a field is missing. */
export function linearLayerOf(c: Config, index: number, valueBytes: number): LinearLayer | null {
  if (!isLinear(c, index)) return null;
  if (c.linear_attn_config) return kimiDelta(c);
  return c.mamba_d_state ? mamba2(c, valueBytes) : gatedDelta(c, valueBytes);
}

const stateBytes = (c: Config, valueBytes: number) => (c.mamba_ssm_dtype?.includes("32") ? 4 : valueBytes);

/**
 * Gated delta networks of Qwen3-Next and Qwen3.5. Sources: `gated_delta_net_state_shape`, vLLM 0.33.0 `mamba_utils.py`; `Qwen3NextGatedDeltaNet`
 * (projections of queries, keys, values and gates; two numbers for each value head; the output).
 */
function gatedDelta(c: Config, valueBytes: number): LinearLayer {
  const [keyHeads, valueHeads] = [
    needed(c.linear_num_key_heads, "linear_num_key_heads"),
    needed(c.linear_num_value_heads, "linear_num_value_heads"),
  ];
  const [keyDim, valueDim] = [
    needed(c.linear_key_head_dim, "linear_key_head_dim"),
    needed(c.linear_value_head_dim, "linear_value_head_dim"),
  ];
  const taps = needed(c.linear_conv_kernel_dim, "linear_conv_kernel_dim");
  const [keys, values] = [keyHeads * keyDim, valueHeads * valueDim];
  const channels = 2 * keys + values;
  return {
    cache: { kind: "state", channels, taps: taps - 1, elements: valueHeads * keyDim * valueDim, bytes: stateBytes(c, valueBytes) },
    parameters: c.hidden_size * (2 * keys + 2 * values + 2 * valueHeads) + values * c.hidden_size + channels * taps,
  };
}

/**
 * Mamba-2 of Granite 4. Sources: `mamba2_state_shape`, vLLM 0.33.0 `mamba_utils.py`; `MambaMixer2` (gate, input, groups' two states and a step for
 * each head; the output).
 */
function mamba2(c: Config, valueBytes: number): LinearLayer {
  const [heads, dim, state] = [
    needed(c.mamba_n_heads, "mamba_n_heads"),
    needed(c.mamba_d_head, "mamba_d_head"),
    needed(c.mamba_d_state, "mamba_d_state"),
  ];
  const inner = (c.mamba_expand ?? 2) * c.hidden_size;
  const groups = c.mamba_n_groups ?? 1;
  const taps = needed(c.mamba_d_conv, "mamba_d_conv");
  const channels = inner + 2 * groups * state;
  return {
    cache: { kind: "state", channels, taps: taps - 1, elements: heads * dim * state, bytes: stateBytes(c, valueBytes) },
    parameters: c.hidden_size * (inner + channels + heads) + inner * c.hidden_size + channels * taps,
  };
}

/**
 * Kimi delta attention. Sources: `kda_state_shape` and `kda_state_dtype` (float32), vLLM 0.33.0 `mamba_utils.py`; `KimiDeltaAttention` (queries,
 * keys and values; two gates of low rank; a number for each head; the output).
 */
function kimiDelta(c: Config): LinearLayer {
  const linear = needed(c.linear_attn_config, "linear_attn_config");
  const [heads, dim] = [needed(linear.num_heads, "linear_attn_config.num_heads"), needed(linear.head_dim, "linear_attn_config.head_dim")];
  const taps = linear.short_conv_kernel_size ?? 4;
  const width = heads * dim;
  return {
    cache: { kind: "state", channels: 3 * width, taps: taps - 1, elements: heads * dim * dim, bytes: 4 },
    parameters: c.hidden_size * (3 * width + heads) + 2 * (c.hidden_size * dim + dim * width) + width * c.hidden_size + 3 * width * taps,
  };
}
