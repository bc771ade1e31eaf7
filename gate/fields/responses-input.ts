import { z } from "zod";
import { list } from "./list.ts";

const id = z.string().max(256);
/** Fields of an answer's items that say nothing of the conversation; libraries send them back. */
const sentBack = { id: id.nullish(), status: z.string().max(32).nullish() };
const mostParts = 1024;

const inputText = z.strictObject({ type: z.literal("input_text"), text: z.string() });
const outputText = z.strictObject({
  type: z.literal("output_text"),
  text: z.string(),
  annotations: z.array(z.never()).nullish(),
  logprobs: z.array(z.json()).nullish(),
});
const inputParts = list(inputText, { least: 1, most: mostParts });
const message = { type: z.literal("message").optional(), phase: z.string().max(32).nullish(), ...sentBack };

const asked = z
  .strictObject({ ...message, role: z.enum(["system", "developer", "user"]), content: z.union([z.string(), inputParts]) })
  .transform(({ role, content }) => ({ role, content }));

/** Of several parts the server reads the first: they are sent as one text. */
const answered = z
  .strictObject({
    ...message,
    role: z.literal("assistant"),
    content: z.union([z.string(), list(z.union([outputText, inputText]), { least: 1, most: mostParts })]),
  })
  .transform(({ role, content }) => ({ role, content: typeof content === "string" ? content : content.map(({ text }) => text).join("") }));

const call = z
  .strictObject({
    type: z.literal("function_call"),
    call_id: id,
    name: z.string().max(128),
    arguments: z.string(),
    namespace: z.string().max(128).nullish(),
    caller: z.strictObject({ type: z.literal("direct") }).nullish(),
    async: z.literal(false).nullish(),
    ...sentBack,
  })
  .transform(({ type, call_id, name, arguments: given, namespace }) => ({
    type,
    call_id,
    name,
    arguments: given,
    ...(namespace != null && { namespace }),
  }));

const callOutput = z
  .strictObject({ type: z.literal("function_call_output"), call_id: id, output: z.union([z.string(), inputParts]), ...sentBack })
  .transform(({ type, call_id, output }) => ({ type, call_id, output }));

const thought = z
  .strictObject({
    type: z.literal("reasoning"),
    summary: list(z.strictObject({ type: z.literal("summary_text"), text: z.string() }), { most: mostParts }),
    content: list(z.strictObject({ type: z.literal("reasoning_text"), text: z.string() }), { most: mostParts }).nullish(),
    encrypted_content: z.null().optional(),
    ...sentBack,
  })
  .transform(({ type, summary, content }) => {
    const text = (content?.length ? content : summary).map((part) => part.text).join("");
    return { type, summary: [], content: [{ type: "reasoning_text", text }] };
  });

const accepted =
  "accepted: messages of text from system, developer, user and assistant, function_call, function_call_output, reasoning as text";
/** What some libraries send in place of what they were answered, unless they are told that nothing is kept. */
const notKept =
  "nothing of a request is kept, so that no item can be referred to; accepted: the item itself, as libraries send it with store: false";

const item = z.union([asked, answered, call, callOutput, thought], {
  error: ({ input }) => ((input as { type?: unknown } | null)?.type === "item_reference" ? notKept : accepted),
});

/** What a response is asked for: a text, or the conversation so far. */
export const responseInput = z.union([z.string().min(1), list(item, { least: 1, most: 4096 })], {
  error: ({ input }) => (Array.isArray(input) && input.some((one) => one?.type === "item_reference") ? notKept : `${accepted}; or a text`),
});
