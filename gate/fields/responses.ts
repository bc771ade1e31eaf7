import { z } from "zod";
import { drop, type Fields, pass, refuse, refuseAll } from "./field.ts";
import { jsonObject } from "./json-object.ts";
import { responseInput } from "./responses-input.ts";
import { responseToolChoice, responseTools } from "./responses-tools.ts";
import { sampling } from "./sampling.ts";
import { hostedOnly, serverOnly } from "./server-only.ts";
import { structuredOutput } from "./structured-output.ts";
import { templateSwitches } from "./template-switches.ts";

/** Fields of sampling that this route has too. */
const sampled = [
  ..."temperature top_p top_k min_p frequency_penalty presence_penalty repetition_penalty logit_bias seed stop stop_token_ids ignore_eos".split(
    " ",
  ),
  ..."include_stop_str_in_output skip_special_tokens spaces_between_special_tokens stream".split(" "),
];

/** A summary or a mode of thinking makes no difference here: the model's reasoning is answered as it is. */
const reasoning = z
  .strictObject({
    effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish(),
    ...Object.fromEntries(["summary", "generate_summary", "context", "mode"].map((name) => [name, z.string().max(32).nullish()])),
  })
  .transform(({ effort }) => (effort == null ? {} : { effort }));

const text = z
  .strictObject({
    format: z
      .discriminatedUnion("type", [
        z.strictObject({ type: z.literal("text") }),
        z.strictObject({ type: z.literal("json_object") }),
        z.strictObject({
          type: z.literal("json_schema"),
          name: z.string().regex(/^[\w-]{1,64}$/, "accepted: 1 to 64 letters, digits, _ and -"),
          description: z.string().max(1024).optional(),
          strict: z.boolean().optional(),
          schema: jsonObject,
        }),
      ])
      .optional(),
    verbosity: z.literal("medium").nullish(),
  })
  .transform(({ format }) => (format === undefined ? {} : { format }));

const logprobs = "message.output_text.logprobs";
/** Reasoning is never encrypted here: who asks for it so gets it as text. */
const include = z
  .array(z.enum([logprobs, "reasoning.encrypted_content"]))
  .max(8)
  .transform((asked) => asked.filter((one) => one === logprobs));

const notKept = "nothing of a request is kept";

/** Every field of `POST /v1/responses`: OpenAI's, and those that vLLM 0.33.0 adds. */
export const responseFields: Fields = {
  model: pass(z.string()),
  input: pass(responseInput),
  instructions: pass(z.string()),
  max_output_tokens: pass(z.int().min(1)),
  top_logprobs: pass(z.int().min(0).max(20)),
  reasoning: pass(reasoning),
  include_reasoning: pass(z.boolean()),
  text: pass(text),
  include: pass(include),
  tools: pass(responseTools),
  tool_choice: pass(responseToolChoice),
  parallel_tool_calls: pass(z.boolean()),
  chat_template_kwargs: pass(templateSwitches),
  ...Object.fromEntries(sampled.map((name) => [name, sampling[name]!])),
  structured_outputs: structuredOutput["structured_outputs"]!,
  ...serverOnly,
  ...hostedOnly,
  // Whatever it says, `false` is sent: clients mean nothing by its default, which is true.
  store: pass(z.boolean()),
  background: refuse(`${notKept}, to be asked for later`, false),
  ...refuseAll(["previous_response_id", "conversation"], `${notKept}; accepted: the whole conversation in input`),
  previous_input_messages: refuse("the model's own format decides; accepted: the whole conversation in input"),
  enable_response_messages: refuse("answers keep the form that OpenAI's libraries know", false),
  prompt: refuse("templates of prompts are kept elsewhere"),
  truncation: refuse("an input that is too long is told so, and not cut", "disabled"),
  max_tool_calls: drop("the server runs no tools of its own"),
  stream_options: drop("streams here are not padded"),
  context_management: drop("the model is sent the whole conversation"),
  client_metadata: drop("the client's identity comes from its credentials"),
  ...refuseAll(["moderation", "background_options", "access_programs", "image"], "nothing here reaches other services"),
};
