import type { Layer, LayerCache, ModelShape } from "../model/shape.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import { stages } from "../vllm/layout.ts";
import { since } from "../vllm/release.ts";
import type { Settings } from "../vllm/settings.ts";
import { type CachePlan, cachePlan } from "./cache-groups.ts";
import type { CacheSpec } from "./cache-spec.ts";
import { compressedPlan } from "./compressed-groups.ts";
import { packedLatent, valueBytes } from "./value-bytes.ts";

/** The V0 engine padded a latent to whole multiples of this many bytes. Source: vllm-project/vllm pull request 14842. */
const latentAlignment = 256;

/**
 * The cache of each pipeline stage on one rank. Layers of a model are grouped over all stages alike, so a stage's block is as large as its
 * share of layers.
 * @throws RangeError for a layout or a dtype that vLLM refuses.
 */
export function stageCaches(shape: ModelShape, settings: Settings): CachePlan[] {
  const split = stages(shape.layers.length, settings.pipelineParallel);
  return split.map(({ from, to }, stage) => {
    const own = shape.layers.slice(from, to);
    const draft = settings.draft && stage === split.length - 1 ? draftLayers(shape) : [];
    return layersCache(shape, [...own, ...draft], settings);
  });
}

/** Draft layers cache as the last layer does, but have an indexer of their own; those of V4 have only the sliding window. */
function draftLayers(shape: ModelShape): Layer[] {
  const last = shape.layers.at(-1);
  if (!last) return [];
  return Array.from({ length: shape.draftLayers }, () => ({ ...last, cache: draftCache(last.cache, shape) }));
}

function draftCache(cache: LayerCache, { attention }: ModelShape): LayerCache {
  if (cache.kind === "compressed") return { ...cache, ratio: 0 };
  const indexer = attention.kind === "latent" ? (attention.indexer?.dim ?? 0) : 0;
  return cache.kind === "latent" ? { ...cache, indexer } : cache;
}

function layersCache(shape: ModelShape, layers: Layer[], settings: Settings): CachePlan {
  if (layers.some(({ cache }) => cache.kind === "state")) return cachePlan(statePlanSpecs(shape, layers, settings), settings.hybridCache);
  const compressed = layers.flatMap(({ cache }) => (cache.kind === "compressed" ? [cache] : []));
  if (compressed.length === 0)
    return cachePlan(
      layers.flatMap(({ cache }) => specsOf(cache, shape, settings)),
      settings.hybridCache,
    );
  if (settings.decodeContextParallel > 1)
    throw new RangeError("decodeContextParallel cannot be used with sliding windows, which DeepSeek V4 has in every layer");
  const { widestGroup } = defaultsOf(settings.release);
  const fp8 = !/^(bfloat16|float16)$/.test(settings.kvCacheDtype);
  return compressedPlan(compressed, { blockTokens: settings.blockTokens, fp4Indexer: settings.fp4Indexer, fp8, widestGroup });
}

/**
 * Specs of a model whose layers keep keys and values or a state. Blocks of attention are lengthened until their page holds a state, and states
 * are padded to that page. A request takes one state, or two where prefixes are cached, as they are by default since 0.28.
 * Sources: `HybridAttentionMambaModelConfig`, vLLM 0.11 `models/config.py`; `MambaSpec.max_memory_usage_bytes` and `is_prefix_caching_supported`, 0.33.0.
 */
function statePlanSpecs(shape: ModelShape, layers: Layer[], settings: Settings): CacheSpec[] {
  const state = Math.max(
    ...layers.map(({ cache }) => (cache.kind === "state" ? stateOf(cache, shape.valueBytes, settings.tensorParallel) : 0)),
  );
  const attention = layers
    .filter(({ cache }) => cache.kind !== "state")
    .flatMap(({ cache }) => specsOf(cache, shape, { ...settings, blockTokens: 1 }));
  const perToken = Math.max(...attention.map(({ pageBytes }) => pageBytes), 1);
  const step = settings.blockTokens;
  const blockTokens = Math.max(settings.blockTokens, step * Math.ceil(state / (step * perToken)));
  const window = since(settings.release, 28) ? 2 : 1;
  return layers.flatMap(({ cache }) =>
    cache.kind === "state"
      ? [{ kind: "state" as const, blockTokens, pageBytes: blockTokens * perToken, window }]
      : specsOf(cache, shape, { ...settings, blockTokens }),
  );
}

/** Bytes of one layer's state on one rank. */
const stateOf = ({ channels, taps, elements, bytes }: Extract<LayerCache, { kind: "state" }>, valueBytes: number, ranks: number) =>
  (channels * taps * valueBytes + elements * bytes) / ranks;

/** Specs of one layer: that of attention, and that of its sparse indexer. */
function specsOf(cache: LayerCache, shape: ModelShape, settings: Settings): CacheSpec[] {
  const { blockTokens, tensorParallel, kvCacheDtype, release } = settings;
  switch (cache.kind) {
    case "full":
    case "window": {
      const heads = Math.max(1, cache.kvHeads / tensorParallel);
      const pageBytes = 2 * heads * cache.headDim * valueBytes(kvCacheDtype, shape.valueBytes, cache.headDim) * blockTokens;
      if (cache.kind === "full") return [{ kind: "full", blockTokens, pageBytes, window: 0 }];
      return [{ kind: cache.chunked ? "chunked" : "window", blockTokens, pageBytes, window: cache.window }];
    }
    case "latent": {
      const elements = cache.latent + cache.rope;
      if (shape.attention.kind === "latent" && shape.attention.indexer)
        return sparseSpecs(cache.indexer, elements, shape.valueBytes, settings);
      const plain = elements * valueBytes(kvCacheDtype === "fp8_ds_mla" ? "fp8" : kvCacheDtype, shape.valueBytes, elements);
      const bytes = defaultsOf(release).latentsPadded ? Math.ceil(plain / latentAlignment) * latentAlignment : plain;
      return [{ kind: "latent", blockTokens, pageBytes: bytes * blockTokens, window: 0 }];
    }
    // Models with states, and those with compressed layers, are planned whole, by statePlanSpecs and compressedPlan.
    case "state":
    case "compressed":
      return [];
  }
}

/** Blackwell's FlashInfer kernels read plain 8-bit latents, those of all other GPUs the packed layout. */
const blackwell = /^(b200|b300|gb200|gb300)/i;

/** A latent and, where the layer chooses tokens itself, an 8-bit indexer key with a 4-byte scale. Source: `_canonicalize_sparse_mla_kv_cache_dtype`, vLLM 0.33.0. */
function sparseSpecs(indexer: number, elements: number, modelBytes: number, settings: Settings): CacheSpec[] {
  const { blockTokens } = settings;
  const spec = (each: number): CacheSpec => ({ kind: "latent", blockTokens, pageBytes: each * blockTokens, window: 0 });
  return [spec(sparseLatent(elements, modelBytes, settings)), ...(indexer > 0 ? [spec(indexer + (indexer / 128) * 4)] : [])];
}

function sparseLatent(elements: number, modelBytes: number, { kvCacheDtype: dtype, release, gpuName }: Settings): number {
  const packed = packedLatent[dtype];
  if (packed !== undefined) return packed;
  const workstation = /^rtx pro/i.test(gpuName);
  if (dtype === "auto" && !defaultsOf(release).sparsePacked && !workstation) return elements * modelBytes;
  if (dtype === "auto") return packedLatent["fp8_ds_mla"] ?? 0;
  const plain = valueBytes(dtype, modelBytes, elements);
  return plain === 1 && !blackwell.test(gpuName) ? (packedLatent["fp8_ds_mla"] ?? 0) : elements * plain;
}
