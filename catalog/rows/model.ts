import { z } from "zod";
import { release, sourced } from "../sourced.ts";

const bytes = z.int().positive();
const count = z.int().positive();

/**
 * How vLLM caches keys and values, by attention family:
 * - gqa: grouped-query attention, split over tensor-parallel ranks as far as there are KV heads
 * - mla: multi-head latent attention, one latent vector per token and layer, the same on every rank
 * - dsa: mla with DeepSeek sparse attention (V3.2): the latent in `fp8_ds_mla` plus an indexer entry, always 8-bit
 * - v4: compressed latents (one per 4 or per 128 tokens) plus a sliding window in every layer, in blocks of several page sizes
 * - v4.1: shared compressed latents; vLLM's pool layout is not known, only the bytes per token that DeepSeek states
 * - by-config: for a model that a project adds, taken from its config.json
 *
 * `bytesPerToken` is the sum over all layers of one rank without tensor parallelism.
 */
const kvCacheSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("gqa"), kvHeads: count, headDim: count, bytesPerToken: z.strictObject({ bf16: bytes, fp8: bytes }) }),
  z.strictObject({
    kind: z.literal("mla"),
    latentRank: count,
    ropeHeadDim: count,
    bytesPerToken: z.strictObject({ bf16: bytes, fp8: bytes }),
  }),
  z.strictObject({ kind: z.literal("dsa"), mainBytesPerLayer: bytes, indexerBytesPerLayer: bytes, bytesPerToken: bytes }),
  z.strictObject({ kind: z.literal("v4"), windowOnlyLayers: z.int().min(0), c4Layers: count, c128Layers: count, slidingWindow: count }),
  z.strictObject({ kind: z.literal("v4.1"), publishedBytesPerToken: bytes }),
  z.strictObject({ kind: z.literal("by-config") }),
]);

/** One model, as published on Hugging Face. A null is a fact that was not found; `unverified` lists those recalled rather than read. */
export const modelSchema = z.strictObject({
  /** Name of the repository without its organization, and of the model in settings. */
  name: z.string().regex(/^[\w.-]+$/),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** Catalog model whose weights these are in another format; omitted for an independent publication. */
  base: z.string().optional(),
  license: z.string().nullable(),
  parameters: z.strictObject({ total: count, active: count.nullable() }),
  architecture: z.enum(["dense", "moe"]),
  /** Size of all weight files, in bytes. */
  checkpointBytes: bytes.nullable(),
  weightsFormat: z.string().nullable(),
  layers: count,
  hiddenSize: count.nullable(),
  attentionHeads: count.nullable(),
  vocabularySize: count,
  kvCache: kvCacheSchema,
  /** Longest context that the model was trained for, in tokens. */
  maxContextTokens: count,
  minVllm: release.nullable(),
  /** Flags of the published recipe, without parallel sizes; null if no recipe covers the model. */
  serveFlags: z.array(z.string()).nullable(),
  /** `in-recipe`: the recipe sets --trust-remote-code; whether vLLM needs it was not verified. */
  trustRemoteCode: z.enum(["no", "in-recipe", "unknown"]),
  /** Catalog GPUs on which the recipe was run, as the recipe states; null for a dense model, which does not need it. */
  verifiedGpus: z.array(z.string()).nullable(),
  unverified: z.array(z.string()),
  ...sourced,
});

export type Model = z.infer<typeof modelSchema>;
export type KvCache = z.infer<typeof kvCacheSchema>;
