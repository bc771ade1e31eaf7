import type { Json } from "../body/read-body.ts";
import { chatCompletionFields } from "../fields/chat-completions.ts";
import { completionFields, promptCount } from "../fields/completions.ts";
import type { Fields } from "../fields/field.ts";
import { outputSchemas } from "../fields/structured-output.ts";
import { toolSchemas } from "../fields/tools.ts";

type Body = Readonly<Record<string, Json>>;

/** A way to the model server that has a body. */
export interface BodyRoute {
  fields: Fields;
  /** Fields without which there is nothing to answer. */
  required: readonly string[];
  /** Fields that bound the output, of which the smallest counts; it is sent as `max_tokens`. */
  outputBounds: readonly string[];
  /** Sequences of the request besides `n`. */
  prompts: (body: Body) => number;
  /** Tokens of the input where the body counts them; undefined where it is text. */
  inputTokens: (body: Body) => number | undefined;
  /** JSON Schemas in the body, by path. */
  schemas: (body: Body) => Readonly<Record<string, Json>>;
}

/** Routes with a body, by path. */
export const bodyRoutes = {
  "chat-completions": {
    fields: chatCompletionFields,
    required: ["model", "messages"],
    outputBounds: ["max_tokens", "max_completion_tokens"],
    prompts: () => 1,
    inputTokens: () => undefined,
    schemas: (body) => ({ ...toolSchemas(body), ...outputSchemas(body) }),
  },
  completions: {
    fields: completionFields,
    required: ["model", "prompt"],
    outputBounds: ["max_tokens"],
    prompts: ({ prompt }) => promptCount(prompt),
    inputTokens: ({ prompt }) => longestOfTokens(prompt),
    schemas: outputSchemas,
  },
} as const satisfies Record<string, BodyRoute>;

export type RouteName = keyof typeof bodyRoutes | "models";

/** Every route, by method and path. */
export const routes: Readonly<Record<string, RouteName>> = {
  "POST /v1/chat/completions": "chat-completions",
  "POST /v1/completions": "completions",
  "GET /v1/models": "models",
};

/** Length of the longest prompt of tokens; undefined for text. */
function longestOfTokens(prompt: Json | undefined): number | undefined {
  if (!Array.isArray(prompt)) return undefined;
  if (typeof prompt[0] === "number") return prompt.length;
  const lists = prompt.filter((one) => Array.isArray(one));
  return lists.length === 0 ? undefined : Math.max(...lists.map((one) => one.length));
}
