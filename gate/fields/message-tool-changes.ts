import { z } from "zod";
import { list } from "./list.ts";
import { cacheControl, textBlock } from "./message-content.ts";
import { messageTool } from "./messages-tools.ts";

const byName = z.strictObject({ type: z.literal("tool_reference"), name: z.string().max(128) });
const definition = z.strictObject({ type: z.literal("tool_definition"), definition: messageTool });

const addition = z
  .strictObject({ type: z.literal("tool_addition"), tool: z.union([byName, definition]), ...cacheControl })
  .transform(({ type, tool }) => ({ type, tool }));
const removal = z
  .strictObject({ type: z.literal("tool_removal"), tool: byName, ...cacheControl })
  .transform(({ type, tool }) => ({ type, tool }));

/** What stands in a message of the role system: text, and tools that come and go in the middle of a conversation. */
export const systemContent = z.union(
  [
    z.string(),
    list(
      z.union([textBlock, addition, removal], "accepted: blocks of type text, tool_addition, tool_removal, with the fields of their type"),
      { most: 4096 },
    ),
  ],
  "accepted: a text, or at most 4096 blocks of type text, tool_addition, tool_removal",
);
