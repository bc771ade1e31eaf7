import { z } from "zod";
import { type Fields, pass, refuse } from "./field.ts";
import { prompts } from "./prompts.ts";
import { sampling } from "./sampling.ts";
import { hostedOnly, serverOnly } from "./server-only.ts";
import { structuredOutput } from "./structured-output.ts";

/** Prompts of one request, at most: what `VLLM_MAX_COMPLETION_PROMPTS` of the server allows. */
const mostPrompts = 8;

/** Every field of `POST /v1/completions`: OpenAI's, and those that vLLM 0.33.0 adds. */
export const completionFields: Fields = {
  model: pass(z.string()),
  prompt: pass(prompts(mostPrompts)),
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
