import { z } from "zod";
import { drop, type Fields, pass, refuse, refuseAll } from "./field.ts";
import { jsonObject } from "./json-object.ts";
import { list } from "./list.ts";
import { assistantContent, textOrBlocks, userContent } from "./message-content.ts";
import { systemContent } from "./message-tool-changes.ts";
import { messageToolChoice, messageTools } from "./messages-tools.ts";
import { mostStopStrings, sharpness, stopString } from "./sampling.ts";
import { serverOnly } from "./server-only.ts";
import { templateSwitches } from "./template-switches.ts";
import { thinking } from "./thinking.ts";

const messages = list(
  z.discriminatedUnion(
    "role",
    [
      z.strictObject({ role: z.literal("user"), content: userContent }),
      z.strictObject({ role: z.literal("assistant"), content: assistantContent }),
      z.strictObject({ role: z.literal("system"), content: systemContent }),
    ],
    "accepted as role: user, assistant, system",
  ),
  { least: 1, most: 4096 },
);

const outputConfig = z.strictObject({
  effort: z.enum(["low", "medium", "high", "xhigh", "max"]).optional(),
  format: z.strictObject({ type: z.literal("json_schema"), schema: jsonObject }).optional(),
});

const elsewhere = "nothing here reaches other services";

/** Fields of a conversation: alike where it is answered and where it is counted. */
export const conversationFields: Fields = {
  model: pass(z.string()),
  messages: pass(messages),
  system: pass(textOrBlocks),
  tools: pass(messageTools),
  tool_choice: pass(messageToolChoice),
  thinking: pass(thinking),
  output_config: pass(outputConfig),
  chat_template_kwargs: pass(templateSwitches),
  cache_control: drop("the server caches by itself"),
  context_management: drop("the model is sent the whole conversation"),
  speed: drop("there is one speed"),
  ...Object.fromEntries(
    ["user_profile_id", "workspace_id", "billing_policy"].map((name) => [name, drop("the client's identity comes from its credentials")]),
  ),
  betas: drop("it is a header, which the server does not read"),
  thread: refuse("nothing of a request is kept; accepted: the whole conversation in messages"),
  compaction: refuse("nothing of a request is kept; accepted: the whole conversation in messages"),
  mcp_servers: refuse(elsewhere),
  output_format: refuse("it is the older form; accepted: output_config.format"),
};

/** Every field of `POST /v1/messages`: Anthropic's, and those that vLLM 0.33.0 adds. */
export const messageFields: Fields = {
  ...conversationFields,
  max_tokens: pass(z.int().min(1)),
  stop_sequences: pass(z.array(stopString).max(mostStopStrings)),
  stream: pass(z.boolean()),
  ...sharpness,
  ...serverOnly,
  metadata: drop("the client's identity comes from its credentials"),
  service_tier: drop("there is one tier"),
  inference_geo: drop("the server is where it is"),
  diagnostics: drop("the server has none"),
  ...refuseAll(["container", "fallbacks", "fallback_credit_token"], elsewhere),
};
