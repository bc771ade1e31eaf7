import { chatCompletionFields } from "../fields/chat-completions.ts";
import { completionFields } from "../fields/completions.ts";
import { countTokensFields } from "../fields/count-tokens.ts";
import { embeddingFields } from "../fields/embeddings.ts";
import { messageFields } from "../fields/messages.ts";
import { messageSchemas } from "../fields/messages-tools.ts";
import { longestOfTokens, promptCount } from "../fields/prompts.ts";
import { responseFields } from "../fields/responses.ts";
import { responseSchemas } from "../fields/responses-tools.ts";
import { outputSchemas } from "../fields/structured-output.ts";
import { thinkingWithin } from "../fields/thinking.ts";
import { toolSchemas } from "../fields/tools.ts";
import type { BodyRoute } from "./body-route.ts";

/** One conversation, as text, that is answered once. */
const conversation = { prompts: () => 1, atOnce: true, inputTokens: () => undefined, salted: true };

/** Routes with a body, by name. */
export const bodyRoutes = {
  "chat-completions": {
    ...conversation,
    path: "/v1/chat/completions",
    fields: chatCompletionFields,
    required: ["model", "messages"],
    output: { bounds: ["max_tokens", "max_completion_tokens"], sentAs: "max_tokens" },
    schemas: (body) => ({ ...toolSchemas(body), ...outputSchemas(body) }),
    usageOnRequest: true,
  },
  completions: {
    path: "/v1/completions",
    fields: completionFields,
    required: ["model", "prompt"],
    output: { bounds: ["max_tokens"], sentAs: "max_tokens" },
    prompts: ({ prompt }) => promptCount(prompt),
    atOnce: true,
    inputTokens: ({ prompt }) => longestOfTokens(prompt),
    schemas: outputSchemas,
    salted: true,
    usageOnRequest: true,
  },
  messages: {
    ...conversation,
    path: "/v1/messages",
    fields: messageFields,
    required: ["model", "messages", "max_tokens"],
    output: { bounds: ["max_tokens"], sentAs: "max_tokens" },
    schemas: messageSchemas,
    usageOnRequest: false,
    follow: thinkingWithin,
  },
  "count-tokens": {
    ...conversation,
    path: "/v1/messages/count_tokens",
    fields: countTokensFields,
    required: ["model", "messages"],
    output: undefined,
    // The server counts, and the model computes nothing: there is nothing to cache, and no turn to wait for.
    prompts: () => 0,
    salted: false,
    schemas: messageSchemas,
    usageOnRequest: false,
  },
  responses: {
    ...conversation,
    path: "/v1/responses",
    fields: responseFields,
    required: ["model", "input"],
    output: { bounds: ["max_output_tokens"], sentAs: "max_output_tokens" },
    schemas: responseSchemas,
    usageOnRequest: false,
    always: { store: false },
  },
  embeddings: {
    path: "/v1/embeddings",
    fields: embeddingFields,
    required: ["model", "input"],
    output: undefined,
    prompts: ({ input }) => promptCount(input),
    atOnce: false,
    inputTokens: ({ input }) => longestOfTokens(input),
    schemas: () => ({}),
    salted: true,
    usageOnRequest: false,
  },
} as const satisfies Record<string, BodyRoute>;

export type RouteName = keyof typeof bodyRoutes | "models";

/** Paths of all routes as the model server has them. */
export const routePaths = {
  models: "/v1/models",
  ...(Object.fromEntries(Object.entries(bodyRoutes).map(([name, { path }]) => [name, path])) as Record<keyof typeof bodyRoutes, string>),
} as const satisfies Record<RouteName, string>;

/** Every route, by method and path. Anthropic's libraries put a query behind theirs that says nothing; it is not sent on. */
export const routes: Readonly<Record<string, RouteName>> = {
  "GET /v1/models": "models",
  ...Object.fromEntries(Object.entries(bodyRoutes).map(([name, { path }]) => [`POST ${path}`, name as RouteName])),
  "POST /v1/messages?beta=true": "messages",
  "POST /v1/messages/count_tokens?beta=true": "count-tokens",
};
