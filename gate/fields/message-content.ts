import { z } from "zod";
import { jsonObject } from "./json-object.ts";
import { list } from "./list.ts";

/** Where Anthropic's service would cache up to; the server caches by itself, and is not sent it. */
export const cacheControl = {
  cache_control: z.strictObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() }).nullish(),
};

const mostBlocks = 4096;
const id = z.string().max(256);

/** A block of text. Citations are of documents, which models here do not take. */
export const textBlock = z
  .strictObject({ type: z.literal("text"), text: z.string(), citations: z.array(z.never()).nullish(), ...cacheControl })
  .transform(({ type, text }) => ({ type, text }));

/** A text, or blocks of it. */
export const textOrBlocks = z.union(
  [z.string(), list(textBlock, { most: mostBlocks })],
  `accepted: a text, or at most ${mostBlocks} blocks of type text`,
);

const toolReference = z
  .strictObject({ type: z.literal("tool_reference"), tool_name: z.string().max(128), ...cacheControl })
  .transform(({ type, tool_name }) => ({ type, tool_name }));

const toolResult = z
  .strictObject({
    type: z.literal("tool_result"),
    tool_use_id: id,
    content: z
      .union(
        [z.string(), list(z.union([textBlock, toolReference]), { most: mostBlocks })],
        "accepted: a text, or blocks of type text and tool_reference",
      )
      .nullish(),
    is_error: z.boolean().nullish(),
    ...cacheControl,
  })
  .transform(({ type, tool_use_id, content, is_error }) => ({
    type,
    tool_use_id,
    ...(content != null && { content }),
    ...(is_error != null && { is_error }),
  }));

const toolUse = z
  .strictObject({
    type: z.literal("tool_use"),
    id,
    name: z.string().max(128),
    input: jsonObject,
    caller: z.strictObject({ type: z.literal("direct") }).nullish(),
    ...cacheControl,
  })
  .transform(({ type, id, name, input }) => ({ type, id, name, input }));

const thought = z.strictObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string().optional() });
const redactedThought = z.strictObject({ type: z.literal("redacted_thinking"), data: z.string() });

const blocks = <Block extends z.ZodType>(kinds: readonly [Block, ...Block[]], names: string) =>
  z.union(
    [z.string(), list(z.union(kinds, `accepted: blocks of type ${names}, with the fields of their type`), { most: mostBlocks })],
    `accepted: a text, or at most ${mostBlocks} blocks of type ${names}`,
  );

export const userContent = blocks<z.ZodType>([textBlock, toolResult], "text, tool_result");
export const assistantContent = blocks<z.ZodType>(
  [textBlock, toolUse, thought, redactedThought],
  "text, tool_use, thinking, redacted_thinking",
);
