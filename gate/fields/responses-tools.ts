import { z } from "zod";
import type { Json } from "../body/read-body.ts";
import { list } from "./list.ts";
import { outputSchemas } from "./structured-output.ts";
import { mostTools, sentSchema, toolName, toolSchema } from "./tools.ts";

const functionTool = z
  .strictObject({
    type: z.literal("function"),
    name: toolName,
    description: z.string().nullish(),
    parameters: toolSchema.nullish(),
    strict: z.boolean().nullish(),
    defer_loading: z.boolean().nullish(),
    allowed_callers: z.array(z.literal("direct")).nullish(),
    async: z.literal(false).nullish(),
    output_schema: z.null().optional(),
  })
  .transform(({ type, name, description, parameters, strict, defer_loading }) => ({
    type,
    name,
    ...(description != null && { description }),
    ...(parameters != null && { parameters: sentSchema(parameters, strict) }),
    ...(strict != null && { strict }),
    ...(defer_loading != null && { defer_loading }),
  }));

const namespace = z.strictObject({
  type: z.literal("namespace"),
  name: toolName,
  description: z.string(),
  tools: list(functionTool, { least: 1, most: mostTools }),
});

/** A search that reaches nothing outside, as a common agent adds it by itself: there is nothing to search, and it is not sent. */
const noSearch = z.strictObject({ type: z.literal("web_search"), external_web_access: z.literal(false) });

export const responseTools = list(
  z.union([functionTool, namespace, noSearch], "accepted: tools of type function, and namespaces of them"),
  { most: mostTools },
).transform((tools) => tools.filter(({ type }) => type !== "web_search"));

export const responseToolChoice = z.union(
  [z.enum(["none", "auto", "required"]), z.strictObject({ type: z.literal("function"), name: toolName })],
  "accepted: none, auto, required, or the name of a function",
);

/** The schemas of a request, by their paths: of the tools, of those in namespaces, and of the answer. */
export function responseSchemas(body: Readonly<Record<string, Json>>): Record<string, Json> {
  const format = (body["text"] as { format?: { schema?: Json } } | undefined)?.format;
  return {
    ...ofTools((body["tools"] ?? []) as SentTool[], "tools"),
    ...(format?.schema !== undefined && { "text.format.schema": format.schema }),
    ...outputSchemas(body),
  };
}

interface SentTool {
  parameters?: Json;
  tools?: SentTool[];
}

const ofTools = (tools: readonly SentTool[], path: string): Record<string, Json> =>
  Object.assign(
    {},
    ...tools.map(({ parameters, tools: inner }, i) => ({
      ...(parameters !== undefined && { [`${path}.${i}.parameters`]: parameters }),
      ...ofTools(inner ?? [], `${path}.${i}.tools`),
    })),
  );
