import { z } from "zod";
import { chatMessages } from "./chat-messages.ts";
import { type Fields, pass, refuse } from "./field.ts";
import { sampling } from "./sampling.ts";
import { hostedOnly, serverOnly } from "./server-only.ts";
import { structuredOutput } from "./structured-output.ts";
import { templateSwitches } from "./template-switches.ts";
import { tools } from "./tools.ts";

/** Every field of `POST /v1/chat/completions`: OpenAI's, and those that vLLM 0.33.0 adds. */
export const chatCompletionFields: Fields = {
  model: pass(z.string()),
  messages: pass(chatMessages),
  max_tokens: pass(z.int().min(1)),
  max_completion_tokens: pass(z.int().min(1)),
  logprobs: pass(z.boolean()),
  top_logprobs: pass(z.int().min(0).max(20)),
  reasoning_effort: pass(z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"])),
  thinking_token_budget: pass(z.int().min(0)),
  include_reasoning: pass(z.boolean()),
  add_generation_prompt: pass(z.boolean()),
  continue_final_message: pass(z.boolean()),
  chat_template_kwargs: pass(templateSwitches),
  ...sampling,
  ...tools,
  ...structuredOutput,
  ...serverOnly,
  ...hostedOnly,
  echo: refuse("with log probabilities it held up everybody for 25 seconds", false),
  chat_template: refuse("the template belongs to the model"),
  documents: refuse("models here take messages alone"),
  modalities: refuse("models here answer in text alone"),
  audio: refuse("models here answer in text alone"),
  prediction: refuse("the server has no predicted outputs"),
  web_search_options: refuse("nothing here reaches the internet"),
  moderation: refuse("nothing here reaches other services"),
  verbosity: refuse("models here do not know it", "medium"),
};
