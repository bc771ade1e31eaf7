import type { Json } from "../body/read-body.ts";
import { countTokensFields } from "../fields/count-tokens.ts";
import type { Body } from "./body-route.ts";
import type { Allowed } from "./verdict.ts";

/** A question to the model server: how many tokens an input has. */
export interface InputCount {
  path: "/tokenize" | "/v1/messages/count_tokens";
  body: Body;
  /** Field of the answer that holds the number. */
  answer: "count" | "input_tokens";
}

/**
 * Whether an input of so many bytes has so few tokens in any case. A token has at least a byte; a template adds less to a message than JSON does, and
 * texts of its own for tools and roles, for which there is room.
 */
const isShort = (bytes: number, most: number) => 2 * bytes + 1_024 <= most;

/**
 * What the model server has to be asked before it is known that no input is longer than granted; nothing where its bytes say so, or its tokens have
 * been counted. Of `/v1/responses`, for which it counts nothing, the text is counted without what the template adds.
 * @param bytes of the body as it came
 * @param most tokens of an input
 */
export function inputCounts({ route, body = {} }: Allowed, bytes: number, most: number): InputCount[] {
  if (isShort(bytes, most)) return [];
  const { model } = body;
  const tokenize = (more: Body): InputCount => ({ path: "/tokenize", body: { model: model!, ...more }, answer: "count" });
  switch (route) {
    case "models":
    case "count-tokens":
      return [];
    case "chat-completions":
      return [tokenize({ ...only(body, ["messages", "tools", "chat_template_kwargs"]), add_generation_prompt: true })];
    case "messages":
      return [{ path: "/v1/messages/count_tokens", body: only(body, Object.keys(countTokensFields)), answer: "input_tokens" }];
    case "responses":
      return [tokenize({ prompt: texts([body["instructions"], body["input"], body["tools"]]).join("\n") })];
    case "completions":
    case "embeddings":
      return texts(body["prompt"] ?? body["input"])
        .filter((text) => !isShort(Buffer.byteLength(text), most))
        .map((prompt) => tokenize({ prompt }));
  }
}

const only = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));

/** All texts within a value. */
function texts(value: Json | undefined | readonly (Json | undefined)[]): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((one) => texts(one as Json)) : [];
}
