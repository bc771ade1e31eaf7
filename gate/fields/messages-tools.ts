import { z } from "zod";
import type { Json } from "../body/read-body.ts";
import { list } from "./list.ts";
import { cacheControl } from "./message-content.ts";
import { mostTools, sentSchema, toolName, toolSchema } from "./tools.ts";

/** A tool that the client runs. Fields that vLLM 0.33.0 does not read are not sent. */
export const messageTool = z
  .strictObject({
    type: z.literal("custom", "accepted: custom; models here have no tools of a hosted service").nullish(),
    name: toolName,
    description: z.string().optional(),
    input_schema: toolSchema,
    strict: z.boolean().nullish(),
    defer_loading: z.boolean().nullish(),
    ...cacheControl,
    eager_input_streaming: z.boolean().nullish(),
    input_examples: z.array(z.json()).nullish(),
    allowed_callers: z.array(z.literal("direct")).nullish(),
  })
  .transform(({ name, description, input_schema, strict, defer_loading }) => ({
    name,
    ...(description !== undefined && { description }),
    // Where a schema has no type, the server writes this one.
    input_schema: { type: "object", ...(sentSchema(input_schema, strict) as Record<string, Json>) },
    ...(strict != null && { strict }),
    ...(defer_loading != null && { defer_loading }),
  }));

export const messageTools = list(messageTool, { most: mostTools });

const parallel = { disable_parallel_tool_use: z.boolean().optional() };

export const messageToolChoice = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.enum(["auto", "any"]), ...parallel }),
    z.strictObject({ type: z.literal("none") }),
    z.strictObject({ type: z.literal("tool"), name: toolName, ...parallel }),
  ],
  "accepted as type: auto, any, none, tool with a name",
);

/** The schemas of a request by their paths: of the tools, of those that a message adds, and of the answer. */
export function messageSchemas(body: Readonly<Record<string, Json>>): Record<string, Json> {
  const tools = (body["tools"] ?? []) as { input_schema: Json }[];
  const messages = (body["messages"] ?? []) as { content: string | { tool?: { definition?: { input_schema: Json } } }[] }[];
  const format = (body["output_config"] as { format?: { schema: Json } } | undefined)?.format;
  return {
    ...Object.fromEntries(tools.map(({ input_schema }, i) => [`tools.${i}.input_schema`, input_schema])),
    ...Object.fromEntries(
      messages.flatMap(({ content }, m) =>
        typeof content === "string"
          ? []
          : content.flatMap(({ tool }, i) =>
              tool?.definition ? [[`messages.${m}.content.${i}.tool.definition.input_schema`, tool.definition.input_schema]] : [],
            ),
      ),
    ),
    ...(format !== undefined && { "output_config.format.schema": format.schema }),
  };
}
