/**
 * Metrics of the model server that an observer is shown: how busy it is, how long requests take, how many tokens. Every other one is left out, also
 * one that a later version adds: its labels may name what is nobody's to see.
 *
 * Source: `vllm/v1/metrics/loggers.py` of vLLM, "Metrics" in its design documents.
 */
export const shownMetrics: ReadonlySet<string> = new Set([
  "vllm:num_requests_running",
  "vllm:num_requests_waiting",
  "vllm:kv_cache_usage_perc",
  "vllm:num_preemptions",
  "vllm:prefix_cache_queries",
  "vllm:prefix_cache_hits",
  "vllm:prompt_tokens",
  "vllm:generation_tokens",
  "vllm:request_success",
  "vllm:time_to_first_token_seconds",
  "vllm:inter_token_latency_seconds",
  "vllm:e2e_request_latency_seconds",
  "vllm:request_queue_time_seconds",
  "vllm:request_prefill_time_seconds",
  "vllm:request_decode_time_seconds",
]);

/** What the text format appends to the name of a metric for its series. */
const suffix = /_(?:total|bucket|count|sum)$/;
const sample = /^([A-Za-z_:][\w:]*)(?:\{[^}]*\})? /;
const comment = /^# (?:HELP|TYPE) ([A-Za-z_:][\w:]*) /;

/** The lines of a text in Prometheus' format that are of metrics that are shown. */
export function shownSeries(text: string): string {
  const lines = text.split("\n").filter((line) => {
    const [, name] = comment.exec(line) ?? sample.exec(line) ?? [];
    return name !== undefined && (shownMetrics.has(name) || shownMetrics.has(name.replace(suffix, "")));
  });
  return lines.map((line) => `${line}\n`).join("");
}
