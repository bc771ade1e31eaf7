import { z } from "zod";
import { type Fields, pass, refuse, refuseAll } from "./field.ts";
import { prompts } from "./prompts.ts";
import { hostedOnly, serverOnly } from "./server-only.ts";

/** Inputs of one request, at most; libraries send up to 2,048, and some let their users choose. */
const mostInputs = 2048;

/** Every field of `POST /v1/embeddings`: OpenAI's, and those that vLLM 0.33.0 adds. */
export const embeddingFields: Fields = {
  model: pass(z.string()),
  input: pass(prompts(mostInputs)),
  encoding_format: pass(z.enum(["float", "base64"])),
  dimensions: pass(
    z
      .int()
      .min(1)
      .max(2 ** 16),
  ),
  ...serverOnly,
  ...hostedOnly,
  padding: refuse("an input is as long as it is", "do_not_pad"),
  embed_dtype: refuse("answers keep the form that OpenAI's libraries know", "float32"),
  endianness: refuse("answers keep the form that OpenAI's libraries know", "native", "little"),
  use_activation: refuse("the model's own pooling decides", true),
  add_special_tokens: refuse("the model's own format decides", true),
  ...refuseAll(
    ["messages", "chat_template", "chat_template_kwargs", "add_generation_prompt", "continue_final_message"],
    "an input is text or tokens",
    false,
  ),
};
