import { describe, expect, it, test } from "vitest";
import { readFlags } from "../../../planner/vllm/flags.ts";

describe("flags of a server", () => {
  test.each([
    ["vllm serve x --tensor-parallel-size 8 --max-model-len=32k --enforce-eager", { tensorParallel: 8, maxModelLen: 32_000, eager: true }],
    ["-tp 4 -pp 2 -dp 2 --enable-expert-parallel", { tensorParallel: 4, pipelineParallel: 2, dataParallel: 2, expertParallel: true }],
    ["TP8 + --decode-context-parallel-size 8", { decodeContextParallel: 8 }],
    [
      "--max_num_batched_tokens 8192 --max_num_seqs=256 --gpu-memory-utilization 0.95",
      { maxNumBatchedTokens: 8192, maxNumSeqs: 256, utilization: 0.95 },
    ],
    ["--kv-cache-dtype fp8 --block-size 256", { kvCacheDtype: "fp8", blockTokens: 256 }],
    ["--kv-cache-memory 8589934592", { kvCacheGiB: 8 }],
    ["EP, use_fp4_indexer_cache", { expertParallel: true, fp4Indexer: true }],
    ["--attention_config.use_fp4_indexer_cache False", {}],
    ["--attention_config.indexer_kv_dtype=mxfp4", { fp4Indexer: true }],
    ["enforce_eager, cpu_offload_gb=13", { eager: true, cpuOffloadGiB: 13 }],
    ["LLM(max_num_seqs=1, max_model_len=1024)", { caller: "code", maxNumSeqs: 1, maxModelLen: 1024 }],
    ['--speculative-config {"method":"dspark","num_speculative_tokens":7} --max-num-seqs 8', { draft: true, maxNumSeqs: 8 }],
    ['--speculative-config \'{"method":"mtp","num_speculative_tokens":3}\'', { draft: true }],
    ["--max-num-seqs 1 --max-num-batched-tokens 8192; cudagraph size 1", { maxNumSeqs: 1, maxNumBatchedTokens: 8192, largestGraph: 1 }],
    ["--no-async-scheduling --disable-hybrid-kv-cache-manager", { asyncScheduling: false, hybridCache: false }],
    ["--served-model-name x --port 8000", {}],
  ])("%s", (text, settings) => expect(readFlags(text)).toEqual(settings));

  it("with a value that is none say nothing", () => expect(readFlags("--max-model-len auto")).toEqual({}));
});
