import type { WeightFormat } from "./weight-format.ts";

/** What one layer caches of the tokens that it has seen. */
export type LayerCache =
  | { kind: "full"; kvHeads: number; headDim: number }
  /** Keys and values of only the last `window` tokens; `chunk` where the window starts anew at each multiple of it. */
  | { kind: "window"; kvHeads: number; headDim: number; window: number; chunked: boolean }
  /** One latent of all heads, and an indexer key where attention is sparse (0 where it is not, or another layer chooses). */
  | { kind: "latent"; latent: number; rope: number; indexer: number }
  /** A state of fixed size for each request: the last `taps` inputs of a convolution over `channels`, and `elements` of `bytes` each. Ranks share it out. */
  | { kind: "state"; channels: number; taps: number; elements: number; bytes: number }
  /** A latent for every `ratio` tokens in addition to a window of latents; ratio 0: only the window. */
  | { kind: "compressed"; ratio: 0 | 4 | 128; latent: number; indexer: number; window: number };

/** Attention weights of a layer. */
export type AttentionWeights =
  | { kind: "heads"; heads: number; kvHeads: number; headDim: number; bias: boolean; gated?: boolean }
  | {
      kind: "latent";
      heads: number;
      queryRank: number | null;
      latent: number;
      nope: number;
      rope: number;
      value: number;
      indexer: { heads: number; dim: number } | null;
    }
  | {
      kind: "compressed";
      heads: number;
      headDim: number;
      queryRank: number;
      outGroups: number;
      outRank: number;
      indexer: { heads: number; dim: number };
    };

/** Experts of one layer. */
export interface Experts {
  count: number;
  perToken: number;
  intermediate: number;
  /** Experts that every token visits. */
  shared: number;
}

/** One layer of a transformer: what it caches and what it computes with. */
export interface Layer {
  cache: LayerCache;
  /** Width of a dense feed-forward network; null where the layer has experts instead. */
  dense: number | null;
  experts: Experts | null;
  /** Parameters of linear attention, in place of the model's own kind; left out where the layer attends to all tokens. */
  linear?: number;
}

/** Numbers that the formats of a checkpoint are chosen by. */
export interface Formats {
  /** Linear layers of attention and dense feed-forward networks. */
  linear: WeightFormat;
  experts: WeightFormat;
}

/** Everything about a model that its memory follows from. Counts, widths in elements, contexts in tokens. */
export interface ModelShape {
  architecture: string;
  modelType: string;
  hidden: number;
  vocabulary: number;
  maxContext: number;
  tiedEmbeddings: boolean;
  attention: AttentionWeights;
  layers: Layer[];
  /** Multi-token-prediction layers of the checkpoint; loaded only for speculative decoding. */
  draftLayers: number;
  formats: Formats;
  /** Bytes of one value of the dtype that the model computes in. */
  valueBytes: number;
  /** Whether images or sound go in as well: what an encoder takes while it is profiled is then not known. */
  multimodal: boolean;
  /** Weights of a vision encoder in bytes; 0 where there is none, or its shape is not in the config. */
  encoderBytes: number;
}
