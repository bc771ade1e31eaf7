/** Why an engine ended before it served anything. */
export type RefusalKind =
  /** Nothing is left for the cache. */
  | "no room"
  /** The cache holds less than one request of the longest length. */
  | "too long"
  /** CUDA had no memory left, while weights were loaded or the engine was profiled. */
  | "out of memory"
  /** Another process holds memory of the GPU: that says nothing of the plan. */
  | "GPU in use";

/** A refusal in a log, by the words that told it. */
export interface Refusal {
  kind: RefusalKind;
  /** Words of vLLM or of PyTorch, cut to what says the kind. */
  said: string;
}

/**
 * What engines print that refuse to start; the first that a log has counts. Sources: `_check_enough_kv_cache_memory`, vLLM 0.33.0
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

/** Words of a server that answers: what goes wrong after them is no refusal to start. */
const serving = /Application startup complete|Starting vLLM API server(?: \d+)? on|Uvicorn running on/i;

/** The refusal that a log tells of; null where it tells of none. */
export function refusalOf(text: string): Refusal | null {
  const before = text.slice(0, serving.exec(text)?.index);
  for (const [wording, kind] of wordings) {
    const [said] = wording.exec(before) ?? [];
    if (said !== undefined) return { kind, said: said.replaceAll(/\s+/g, " ") };
  }
  return null;
}
