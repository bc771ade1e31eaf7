import { z } from "zod";
import { release, sourced } from "../sourced.ts";

const bytes = z.int().positive();
const count = z.int().positive();

/**
 * How vLLM caches keys and values, by attention family:
 * - gqa: grouped-query attention, split over the ranks of tensor parallelism as far as there are KV heads
 * - mla: multi-head latent attention, one latent vector per token and layer, the same on every rank
 * - dsa: mla with DeepSeek sparse attention (V3.2): the latent in `fp8_ds_mla` and an indexer entry beside it, always 8-bit
 * - v4: compressed latents (one for 4 or for 128 tokens) beside a sliding window in every layer, in blocks of several page sizes
 * - v4.1: shared compressed latents; the pool that vLLM makes of them is not known, only what DeepSeek states per token
 * - by-config: as its config.json says, of a model that a project adds
 *
 * `bytesPerToken` is over all layers of one rank without tensor parallelism.
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

/** One model, as published on Hugging Face. A null is a fact that was not found; `unverified` names those recalled rather than read. */
export const modelSchema = z.strictObject({
  /** Name of the repository without its organisation; what settings call the model. */
  name: z.string().regex(/^[\w.-]+$/),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** Name of the model of the catalog whose weights these are in another format; left out where they are a publication of their own. */
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
  /** Longest context the model was trained for, in tokens. */
  maxContextTokens: count,
  minVllm: release.nullable(),
  /** Flags of the published recipe, without parallel sizes; null where no recipe names the model. */
  serveFlags: z.array(z.string()).nullable(),
  /** `in-recipe`: the recipe sets --trust-remote-code; that vLLM needs it was not shown. */
  trustRemoteCode: z.enum(["no", "in-recipe", "unknown"]),
  /** GPUs of the catalog on which the recipe says it was run; null for a dense model, which has no such need. */
  verifiedGpus: z.array(z.string()).nullable(),
  unverified: z.array(z.string()),
  ...sourced,
});

export type Model = z.infer<typeof modelSchema>;
export type KvCache = z.infer<typeof kvCacheSchema>;
