import { expect, test } from "vitest";
import { shownSeries } from "../../../gate/metrics/model-series.ts";

// Lines as vLLM 0.32.0 writes them, shortened.
const shown = `# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="deepseek"} 2.0
# HELP vllm:prompt_tokens_total Number of prefill tokens processed.
# TYPE vllm:prompt_tokens_total counter
vllm:prompt_tokens_total{engine="0",model_name="deepseek"} 5.0
# TYPE vllm:time_to_first_token_seconds histogram
vllm:time_to_first_token_seconds_bucket{engine="0",le="0.001",model_name="deepseek"} 0.0
vllm:time_to_first_token_seconds_count{engine="0",model_name="deepseek"} 1.0
vllm:time_to_first_token_seconds_sum{engine="0",model_name="deepseek"} 0.2
`;

test.each<[what: string, line: string]>([
  ["what else vLLM counts", 'vllm:lora_requests_info{max_lora="0",running_lora_adapters="canary"} 1.0'],
  ["its configuration", 'vllm:cache_config_info{block_size="16",salt="canary"} 1.0'],
  ["a name that only begins alike", 'vllm:num_requests_running_by_prompt{prompt="canary"} 1.0'],
  ["a name with a suffix twice", 'vllm:prompt_tokens_total_sum{prompt="canary"} 1.0'],
  ["Python's own", 'python_gc_objects_collected_total{generation="0"} 1.0'],
  ["HTTP routes", 'http_requests_total{handler="/v1/chat/completions",status="2xx"} 1.0'],
  ["a comment of another", "# HELP canary vllm:num_requests_running"],
  ["any other comment", "# canary"],
  ["no sample", "vllm:num_requests_running"],
  ["a sample whose label has a brace", 'vllm:num_requests_running{canary="}"} 1.0'],
  ["an empty line", ""],
])("%s is left out", { tags: ["gate-model-series"] }, (_, line) => {
  expect(shownSeries(`${shown}${line}\n${shown}`)).toBe(shown + shown);
});
