import { z } from "zod";
import { type Fields, pass, refuse } from "./field.ts";
import { sampling } from "./sampling.ts";
import { hostedOnly, serverOnly } from "./server-only.ts";
import { structuredOutput } from "./structured-output.ts";

const tokens = z
  .array(
    z
      .int()
      .min(0)
      .max(2 ** 20),
  )
  .min(1);
/** Prompts of one request, at most: what `VLLM_MAX_COMPLETION_PROMPTS` of the server allows. */
const mostPrompts = 8;

/** Every field of `POST /v1/completions`: OpenAI's, and those that vLLM 0.33.0 adds. */
export const completionFields: Fields = {
  model: pass(z.string()),
  prompt: pass(
    z.union(
      [z.string().min(1), tokens, z.array(z.string().min(1)).min(1).max(mostPrompts), z.array(tokens).min(1).max(mostPrompts)],
      `accepted: a text, a list of tokens, or 1 to ${mostPrompts} of either`,
    ),
  ),
  max_tokens: pass(z.int().min(1)),
  logprobs: pass(z.int().min(0).max(20)),
  thinking_token_budget: pass(z.int().min(0)),
  ...sampling,
  ...structuredOutput,
  ...serverOnly,
  ...hostedOnly,
  echo: refuse("with log probabilities it held up everybody for 25 seconds", false),
  suffix: refuse("the server does not fill in"),
  prompt_embeds: refuse("an input is text or tokens"),
};

/** How many prompts the value of `prompt` is. */
export function promptCount(prompt: unknown): number {
  return Array.isArray(prompt) && typeof prompt[0] !== "number" ? prompt.length : 1;
}
