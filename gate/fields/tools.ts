import { z } from "zod";
import type { Json } from "../body/read-body.ts";
import { relaxed } from "../json-schema/relax.ts";
import { type Fields, pass, refuseAll } from "./field.ts";
import { jsonObject } from "./json-object.ts";
import { list } from "./list.ts";

export const toolName = z.string().regex(/^[\w.-]{1,128}$/, "accepted: 1 to 128 letters, digits, _, . and -");
/** A schema of arguments as it came; its bounds are judged with those of the whole request. */
export const toolSchema = jsonObject;
/** Tools of one request, at most. */
export const mostTools = 128;

/** A tool's schema as it is sent: that of a strict tool as it is, since its caller relies on it; see {@link relaxed}. */
export const sentSchema = (schema: Json, strict: boolean | null | undefined): Json => (strict === true ? schema : relaxed(schema));

const tool = z.strictObject({
  type: z.literal("function"),
  function: z
    .strictObject({ name: toolName, description: z.string().optional(), parameters: toolSchema.nullish(), strict: z.boolean().nullish() })
    .transform((one) => (one.parameters ? { ...one, parameters: sentSchema(one.parameters, one.strict) } : one)),
});

/** Functions that a model may ask its caller to run. */
export const tools: Fields = {
  tools: pass(list(tool, { most: mostTools })),
  tool_choice: pass(
    z.union(
      [z.enum(["none", "auto", "required"]), z.strictObject({ type: z.literal("function"), function: z.strictObject({ name: toolName }) })],
      "accepted: none, auto, required, or the name of a function",
    ),
  ),
  parallel_tool_calls: pass(z.boolean()),
  ...refuseAll(["functions", "function_call"], "it is the older form; accepted: tools, tool_choice", "none"),
};

/** The schemas of the arguments of tools, by their paths. */
export function toolSchemas(body: Readonly<Record<string, Json>>): Record<string, Json> {
  const list = (body["tools"] ?? []) as { function: { parameters?: Json } }[];
  return Object.fromEntries(
    list.flatMap(({ function: { parameters } }, i) => (parameters ? [[`tools.${i}.function.parameters`, parameters]] : [])),
  );
}
