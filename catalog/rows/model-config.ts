import { z } from "zod";
import { sourced } from "../sourced.ts";

/** A `config.json` as published on Hugging Face, reduced to the fields that determine memory. */
export const modelConfigSchema = z.strictObject({
  /** Repositories with this shape: the model itself, and models fine-tuned from it without a change of shape. */
  repositories: z.array(z.string().regex(/^[\w.-]+\/[\w.-]+$/)).min(1),
  config: z.looseObject({ architectures: z.array(z.string()).min(1), model_type: z.string() }),
  /** Whether it was read from a copy, not recalled. */
  verified: z.boolean(),
  ...sourced,
});

export type ModelConfig = z.infer<typeof modelConfigSchema>;
