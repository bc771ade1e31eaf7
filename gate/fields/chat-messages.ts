import { z } from "zod";
import { list } from "./list.ts";

const textPart = z.strictObject({ type: z.literal("text"), text: z.string() });
const content = z.union([z.string(), list(textPart, { least: 1, most: 1024 })], "accepted: a text, or 1 to 1024 parts of type text");
const speaker = z
  .string()
  .regex(/^[\w-]{1,64}$/, "accepted: 1 to 64 letters, digits, _ and -")
  .optional();
const toolCall = z.strictObject({
  id: z.string().max(256),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().max(64), arguments: z.string() }),
  index: z.int().optional(),
});
/** Fields of an answer that OpenAI's and others' libraries send back with it. */
const sentBack = {
  refusal: z.null().optional(),
  audio: z.null().optional(),
  function_call: z.null().optional(),
  annotations: z.array(z.never()).nullish(),
};

/** The messages of a chat. Parts are text; models here take nothing else. */
export const chatMessages = list(
  z.discriminatedUnion(
    "role",
    [
      z.strictObject({ role: z.enum(["system", "developer", "user"]), content, name: speaker }),
      z.strictObject({
        role: z.literal("assistant"),
        content: content.nullish(),
        name: speaker,
        // DeepSeek's models want their reasoning back with a turn that called tools.
        reasoning_content: z.string().nullish(),
        reasoning: z.string().nullish(),
        tool_calls: list(toolCall, { most: 128 }).nullish(),
        ...sentBack,
      }),
      z.strictObject({ role: z.literal("tool"), content, tool_call_id: z.string().max(256), name: speaker }),
    ],
    "accepted as role: system, developer, user, assistant, tool",
  ),
  { least: 1, most: 4096 },
).transform((messages) => messages.map((message) => withoutEmpty(withReasoning(message))));

/** A message with its reasoning under the name by which the server reads it: the older name it renames, unless the newer one is there too. */
function withReasoning<Message extends object>(message: Message): Message {
  if (!("reasoning_content" in message)) return message;
  const { reasoning_content: older, ...rest } = message as Message & { reasoning_content?: unknown; reasoning?: unknown };
  return { ...rest, reasoning: rest.reasoning ?? older } as Message;
}

/** A message without the fields that say nothing, so that the server reads what was judged. */
function withoutEmpty<Message extends object>(message: Message): Message {
  const left = Object.entries(message).filter(([name, value]) => value !== null && value !== undefined && name !== "annotations");
  return Object.fromEntries(left) as Message;
}
