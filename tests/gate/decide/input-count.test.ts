import { expect, test } from "vitest";
import { inputCounts } from "../../../gate/decide/input-count.ts";
import type { RouteName } from "../../../gate/decide/routes.ts";
import type { Allowed } from "../../../gate/decide/verdict.ts";

const allowed = (route: RouteName, body: Record<string, unknown> = {}): Allowed =>
  ({
    allowed: true,
    route,
    body: { model: "m", ...body },
    stream: false,
    wantsUsage: false,
    sequences: 1,
    outputTokens: 1,
    dropped: [],
    rewritten: [],
  }) as Allowed;
const messages = [{ role: "user", content: "hi" }];
const tools = [{ name: "look" }];

test.each<[what: string, verdict: Allowed, asked: unknown[]]>([
  [
    "a chat, with what its template reads",
    allowed("chat-completions", { messages, tools, chat_template_kwargs: { thinking: true }, max_tokens: 9, cache_salt: "s" }),
    [
      {
        path: "/tokenize",
        answer: "count",
        body: { model: "m", messages, tools, chat_template_kwargs: { thinking: true }, add_generation_prompt: true },
      },
    ],
  ],
  [
    "a message, as its own route counts it",
    allowed("messages", { messages, tools, system: "be brief", max_tokens: 9, stream: true, cache_salt: "s" }),
    [{ path: "/v1/messages/count_tokens", answer: "input_tokens", body: { model: "m", messages, tools, system: "be brief" } }],
  ],
  [
    "a text",
    allowed("completions", { prompt: "x".repeat(60) }),
    [{ path: "/tokenize", answer: "count", body: { model: "m", prompt: "x".repeat(60) } }],
  ],
  [
    "several texts, each for itself",
    allowed("completions", { prompt: ["one", "other"] }),
    ["one", "other"].map((prompt) => ({ path: "/tokenize", answer: "count", body: { model: "m", prompt } })),
  ],
  ["tokens, which the verdict has counted", allowed("completions", { prompt: [[1, 2], [3]] }), []],
  [
    "inputs of embeddings",
    allowed("embeddings", { input: "hi" }),
    [{ path: "/tokenize", answer: "count", body: { model: "m", prompt: "hi" } }],
  ],
  [
    "the texts of a response",
    allowed("responses", { instructions: "be brief", input: [{ role: "user", content: [{ type: "input_text", text: "hi" }] }] }),
    [{ path: "/tokenize", answer: "count", body: { model: "m", prompt: "be brief\nuser\ninput_text\nhi" } }],
  ],
  ["a count", allowed("count-tokens", { messages }), []],
  ["the list of models", allowed("models"), []],
])("%s", { tags: ["gate-input-count"] }, (_, verdict, asked) => {
  expect(inputCounts(verdict, 100, 50)).toEqual(asked);
});

test("nothing is asked of what is short in any case", () => {
  expect(inputCounts(allowed("chat-completions", { messages }), 100, 1_224)).toEqual([]);
  expect(inputCounts(allowed("chat-completions", { messages }), 100, 1_223)).toHaveLength(1);
  // Of several texts, the long ones alone.
  expect(inputCounts(allowed("completions", { prompt: ["x".repeat(200), "hi"] }), 300, 1_300)).toHaveLength(1);
});
