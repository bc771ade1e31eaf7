import { z } from "zod";
import type { Json } from "../body/read-body.ts";
import { type Fields, pass } from "./field.ts";
import { jsonObject } from "./json-object.ts";

/** A schema as it came; its bounds are judged with those of the whole request. */
const schema = jsonObject;
const name = z.string().regex(/^[\w-]{1,64}$/, "accepted: 1 to 64 letters, digits, _ and -");

/** How an output is kept to a form. Grammars and regular expressions are left out: what compiling one costs is not to be seen from its text. */
export const structuredOutput: Fields = {
  response_format: pass(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text") }),
      z.strictObject({ type: z.literal("json_object") }),
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name,
          description: z.string().max(1024).optional(),
          strict: z.boolean().nullish(),
          schema: schema.optional(),
        }),
      }),
    ]),
  ),
  structured_outputs: pass(
    z.union(
      [
        z.strictObject({ json: schema }),
        z.strictObject({ choice: z.array(z.string().min(1).max(256)).min(1).max(64) }),
        z.strictObject({ json_object: z.literal(true) }),
      ],
      "accepted: one of json with a schema, choice with 1 to 64 texts, json_object with true",
    ),
  ),
};

/** The schemas in fields of {@link structuredOutput}, by their paths. */
export function outputSchemas(body: Readonly<Record<string, Json>>): Record<string, Json> {
  const format = body["response_format"] as { json_schema?: { schema?: Json } } | undefined;
  const structured = body["structured_outputs"] as { json?: Json } | undefined;
  return {
    ...(format?.json_schema?.schema !== undefined && { "response_format.json_schema.schema": format.json_schema.schema }),
    ...(structured?.json !== undefined && { "structured_outputs.json": structured.json }),
  };
}
