import type { ModelShape } from "../model/shape.ts";
import { type Release, since } from "./release.ts";

/** Which of V1's two model runners executes a model: they profile memory differently. */
export type ModelRunner = "v1" | "v2";

/**
 * Architectures other than dense ones that moved to the second runner first. Source: `DEFAULT_V2_MODEL_RUNNER_ARCHITECTURES`, vLLM 0.22 to
 * 0.28.
 */
const early: readonly [number, string][] = [
  [22, "Qwen3ForCausalLM"],
  [24, "DeepseekV2ForCausalLM"],
  [24, "Qwen2MoeForCausalLM"],
  [24, "GraniteMoeForCausalLM"],
  [24, "LlamaForCausalLM"],
  [24, "MistralForCausalLM"],
  [28, "DeepseekV4ForCausalLM"],
];

/**
 * vLLM's default runner: the first before 0.22; the second for Qwen3 in 16 bits with 0.22 and 0.23, for some architectures with 0.24, for
 * all dense ones with 0.25 to 0.28, for all since 0.29, before which layers with a state run on the first. DSpark runs only on the second.
 * Source: `use_v2_model_runner` and `_is_default_v2_model_runner_model`, `config/vllm.py` of vLLM 0.22 to 0.33.
 * @param drafts whether draft layers of the checkpoint are loaded
 */
export function modelRunner(release: Release, { architecture, layers, formats, attention }: ModelShape, drafts: boolean): ModelRunner {
  if (release.generation === "v0" || !since(release, 22)) return "v1";
  if (since(release, 29)) return "v2";
  if (drafts && attention.kind === "compressed" && since(release, 26)) return "v2";
  if (layers.some(({ cache }) => cache.kind === "state")) return "v1";
  const dense = !layers.some(({ experts }) => experts);
  if (dense && since(release, 25)) return "v2";
  if (!early.some(([minor, name]) => name === architecture && since(release, minor))) return "v1";
  return since(release, 24) || (dense && formats.linear === "bf16") ? "v2" : "v1";
}
