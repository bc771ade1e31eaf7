import { z } from "zod";
import type { Json } from "../body/read-body.ts";
import { type Fields, pass, refuseAll } from "./field.ts";

const name = z.string().regex(/^[\w.-]{1,64}$/, "accepted: 1 to 64 letters, digits, _, . and -");
const tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name,
    description: z.string().optional(),
    parameters: z.record(z.string(), z.json()).nullish(),
    strict: z.boolean().nullish(),
  }),
});

/** Functions that a model may ask its caller to run. */
export const tools: Fields = {
  tools: pass(z.array(tool).max(128)),
  tool_choice: pass(
    z.union(
      [z.enum(["none", "auto", "required"]), z.strictObject({ type: z.literal("function"), function: z.strictObject({ name }) })],
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
