/** Why an engine stopped before it served anything. */
export type RefusalKind =
  /** Nothing is left for the cache. */
  | "no room"
  /** The cache holds less than one request of the longest length. */
  | "too long"
  /** CUDA ran out of memory while weights were loaded or the engine was profiled. */
  | "out of memory"
  /** Another process holds memory of the GPU, which is unrelated to the plan. */
  | "GPU in use";

/** A failed start in a log, with the message. */
export interface Refusal {
  kind: RefusalKind;
  /** Message of vLLM or PyTorch, cut to the part that identifies the kind. */
  said: string;
}

/**
 * Messages of engines that fail to start; the first match counts. Sources: `_check_enough_kv_cache_memory`, vLLM 0.33.0
 * `kv_cache_planning.py`, and 0.8 to 0.32 in `kv_cache_utils.py`; `raise_if_cache_size_invalid`, vLLM 0.9.2 `worker/worker.py` (V0);
 * `request_memory`, vLLM 0.33.0 `v1/worker/utils.py`; PyTorch `CUDACachingAllocator.cpp`.
 */
const wordings: [RegExp, RefusalKind][] = [
  [/Free memory on device[^\n]*?is less than desired GPU memory utilization/i, "GPU in use"],
  [/No available memory for the cache blocks/i, "no room"],
  [/To serve at least one request with the models?'s max seq len/i, "too long"],
  [/max seq len \(\d+\) is larger than the maximum number of tokens that can be\s+stored in KV cache \(\d+\)/i, "too long"],
  [/CUDA out of memory occurred when warming up \w+ with \d+ dummy requests/i, "out of memory"],
  [/CUDA out of memory\. Tried to allocate [\d.]+ [KMG]iB/i, "out of memory"],
  [/CUDA error: out of memory|torch(?:\.cuda)?\.OutOfMemoryError/i, "out of memory"],
];

/** Messages of a running server: a later error is not a failed start. */
const serving = /Application startup complete|Starting vLLM API server(?: \d+)? on|Uvicorn running on/i;

/** The failed start in a log; null if there is none. */
export function refusalOf(text: string): Refusal | null {
  const before = text.slice(0, serving.exec(text)?.index);
  for (const [wording, kind] of wordings) {
    const [said] = wording.exec(before) ?? [];
    if (said !== undefined) return { kind, said: said.replaceAll(/\s+/g, " ") };
  }
  return null;
}
