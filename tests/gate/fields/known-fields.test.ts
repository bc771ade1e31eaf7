import { describe, expect, it } from "vitest";
import { vllmRequests } from "../../../catalog/vllm-requests.ts";
import { bodyRoutes } from "../../../gate/decide/routes.ts";

/** Fields that vLLM does not read: OpenAI's, which libraries send, and one that vLLM has dropped. */
const notOfVllm = {
  "chat-completions": [
    "audio",
    "best_of",
    "function_call",
    "functions",
    "metadata",
    "modalities",
    "prediction",
    "prompt_cache_key",
    "prompt_cache_options",
    "prompt_cache_retention",
    "safety_identifier",
    "service_tier",
    "store",
    "verbosity",
    "web_search_options",
  ],
  completions: [
    "best_of",
    "media_io_kwargs",
    "metadata",
    "mm_processor_kwargs",
    "prompt_cache_key",
    "prompt_cache_options",
    "prompt_cache_retention",
    "return_prompt_text",
    "safety_identifier",
    "service_tier",
    "store",
  ],
};

describe.each(["chat-completions", "completions"] as const)("the table of %s", (route) => {
  const named = Object.keys(bodyRoutes[route].fields);

  it("says what becomes of each field that vLLM reads", () => {
    expect(vllmRequests[route].filter((name) => !named.includes(name))).toEqual([]);
  });

  it("sends vLLM no field that it does not read", () => {
    const extra = named.filter((name) => !vllmRequests[route].includes(name));
    expect(extra.sort()).toEqual(notOfVllm[route]);
    for (const name of extra) expect(bodyRoutes[route].fields[name]!.kind, name).not.toBe("pass");
  });
});
