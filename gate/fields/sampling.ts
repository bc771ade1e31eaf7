import { z } from "zod";
import { type Fields, pass, refuse, refuseAll } from "./field.ts";
import { token } from "./prompts.ts";

/** Strings that end an output: each is searched for after each token, and long ones held back everybody for a second. */
export const stopString = z.string().min(1).max(128);
/** Of one request, at most: what the server takes (`VLLM_MAX_STOP_STRINGS`). */
export const mostStopStrings = 4;

/** How far the likeliest tokens are preferred: alike in every API. */
export const sharpness: Fields = {
  temperature: pass(z.number().min(0).max(2)),
  top_p: pass(z.number().gt(0).max(1)),
  top_k: pass(
    z
      .int()
      .min(-1)
      .max(2 ** 20),
  ),
};

/** How tokens are chosen: alike for chats and completions. Bounds are vLLM's own where it has any. */
export const sampling: Fields = {
  frequency_penalty: pass(z.number().min(-2).max(2)),
  presence_penalty: pass(z.number().min(-2).max(2)),
  repetition_penalty: pass(z.number().min(0.01).max(10)),
  ...sharpness,
  min_p: pass(z.number().min(0).max(1)),
  seed: pass(z.int()),
  stop: pass(
    z.union(
      [stopString, z.array(stopString).max(mostStopStrings)],
      `accepted: a text of 1 to 128 characters, or at most ${mostStopStrings} of them`,
    ),
  ),
  stop_token_ids: pass(z.array(token).max(64)),
  include_stop_str_in_output: pass(z.boolean()),
  logit_bias: pass(
    z
      .record(z.string().regex(/^\d{1,7}$/), z.number().min(-100).max(100))
      .refine((bias) => Object.keys(bias).length <= 300, "too many tokens; accepted: at most 300"),
  ),
  min_tokens: pass(z.int().min(0)),
  ignore_eos: pass(z.boolean()),
  skip_special_tokens: pass(z.boolean()),
  spaces_between_special_tokens: pass(z.boolean()),
  n: pass(z.int().min(1).max(128)),
  stream: pass(z.boolean()),
  stream_options: pass(z.strictObject({ include_usage: z.boolean().optional(), continuous_usage_stats: z.boolean().optional() })),
  use_beam_search: refuse("one request of it costs as much as many", false),
  length_penalty: refuse("it belongs to beam search", 1),
  best_of: refuse("vLLM no longer knows it", 1),
  prompt_logprobs: refuse("one request of it held up everybody for 26 seconds"),
  ...refuseAll(["logprob_token_ids", "allowed_token_ids"], "it takes lists as long as the vocabulary"),
  bad_words: refuse("it is applied to each token of everybody's batch"),
  repetition_detection: refuse("its cost has no bound"),
};
