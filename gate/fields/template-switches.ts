import { z } from "zod";

/** Switches of the models' own chat templates, by value: whether they think, and how much. A template takes any name, and so anything else. */
export const templateSwitches = z.strictObject({
  thinking: z.boolean().optional(),
  enable_thinking: z.boolean().optional(),
  reasoning_effort: z.enum(["low", "medium", "high", "max"]).optional(),
});
