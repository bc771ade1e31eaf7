import { attentionOf } from "./config-attention.ts";
import { layerOf } from "./config-layers.ts";
import { configSchema, visionSchema } from "./config-schema.ts";
import { formatsOf } from "./quantization.ts";
import type { ModelShape } from "./shape.ts";

/** Kinds of layer whose state vLLM does not keep in the blocks that this planner knows. */
const unknownLayers = ["recurrent", "conv", "moe"];

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
      `config.json: layers of type "${odd}" are not known; accepted: full, sliding, chunked and linear attention, Mamba-2, and latents`,
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
    layers: Array.from({ length: c.num_hidden_layers }, (_, i) => layerOf(c, i, valueBytes)),
    draftLayers: c.num_nextn_predict_layers ?? 0,
    formats: formatsOf(c.quantization_config, c.expert_dtype, valueBytes === 4 ? "fp32" : "bf16"),
    valueBytes,
    multimodal,
    encoderBytes: encoderBytes((json as Record<string, unknown>)["vision_config"]),
  };
}

/** Weights of a vision transformer in 16 bits: four square matrices of attention and a gated network in each layer. */
function encoderBytes(vision: unknown): number {
  const parsed = visionSchema.safeParse(vision);
  if (!parsed.success) return 0;
  const { hidden_size: hidden, num_hidden_layers: layers, intermediate_size: width } = parsed.data;
  return layers * (4 * hidden ** 2 + 3 * hidden * width) * 2;
}

/** The language model's part of a config, with the fields that only the outer object has. */
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
