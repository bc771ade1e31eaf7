import { describe, expect, it } from "vitest";
import { usageIn } from "../../../gate/answers/usage.ts";

const read = (value: unknown) => usageIn(JSON.stringify(value));

describe("the record of usage is read", { tags: ["gate-usage-read"] }, () => {
  it.each<[string, unknown, number, number]>([
    ["of a chat", { usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } }, 3, 2],
    ["of embeddings", { usage: { prompt_tokens: 3, total_tokens: 3 } }, 3, 0],
    ["of a message", { type: "message", usage: { input_tokens: 3, output_tokens: 2 } }, 3, 2],
    [
      "of a message, of which much was in the cache",
      { usage: { input_tokens: 3, output_tokens: 2, cache_read_input_tokens: 16, cache_creation_input_tokens: 4 } },
      23,
      2,
    ],
    [
      "of a response, whose sum has the cache in it",
      { usage: { input_tokens: 9, input_tokens_details: { cached_tokens: 8 }, output_tokens: 2 } },
      9,
      2,
    ],
    ["at the end of a response's stream", { type: "response.completed", response: { usage: { input_tokens: 9, output_tokens: 2 } } }, 9, 2],
    ["at the end of a message's stream", { type: "message_delta", delta: {}, usage: { input_tokens: 9, output_tokens: 2 } }, 9, 2],
  ])("%s", (_, answer, inputTokens, outputTokens) => {
    expect(read(answer)).toEqual({ inputTokens, outputTokens });
  });

  it.each<[string, unknown]>([
    ["null", null],
    ["none", { usage: null }],
    ["a response that has only begun", { type: "response.created", response: { usage: null } }],
    ["a count of tokens, which used none", { input_tokens: 9 }],
    ["less than nothing", { usage: { input_tokens: -1, output_tokens: 2 } }],
    ["half of one", { usage: { input_tokens: 1, output_tokens: 0.5 } }],
    ["a cache that is no number", { usage: { input_tokens: 1, output_tokens: 2, cache_read_input_tokens: "4" } }],
  ])("and not of what is none: %s", (_, answer) => {
    expect(read(answer)).toBeUndefined();
  });

  it("and not of what is no JSON", () => expect(usageIn("{")).toBeUndefined());
});
