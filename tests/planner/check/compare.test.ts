import { expect, test } from "vitest";
import { compare } from "../../../planner/check/compare.ts";
import { readLog } from "../../../planner/check/read-log.ts";

const log = (model: string, first = "") => `${first}INFO 10-23 15:10:20 [utils.py:328] non-default args: {'model': '${model}'}
INFO 10-23 15:14:30 [gpu_worker.py:298] Available KV cache memory: 44.59 GiB
INFO 10-23 15:14:30 [kv_cache_utils.py:1028] GPU KV cache size: 973,760 tokens
INFO 10-23 15:14:30 [kv_cache_utils.py:1032] Maximum concurrency for 262,144 tokens per request: 14.77x
`;
const started =
  "INFO 10-23 15:10:19 [core.py:77] Initializing a V1 LLM engine (v0.11.0) with config: model='Qwen/Qwen3-Next-80B-A3B-Instruct'\n";
const missingForTokens = (text: string) => readLog(text, "a.log", {}).map((start) => compare(start).missingForTokens);

test("layers of several kinds are cached by the release, so its arithmetic is not known without one", () => {
  expect(missingForTokens(log("Qwen/Qwen3-Next-80B-A3B-Instruct"))).toEqual([["vLLM release"]]);
  expect(missingForTokens(log("Qwen/Qwen3-Next-80B-A3B-Instruct", started))).toEqual([[]]);
});

test("plain keys and values are cached alike by every release", () => expect(missingForTokens(log("Qwen/Qwen3-8B"))).toEqual([[]]));
