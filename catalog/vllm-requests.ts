import { z } from "zod";
import data from "./data/vllm-requests.json" with { type: "json" };
import { release, sourced } from "./sourced.ts";

/** Names of the fields of the bodies that a release of vLLM reads, by route. */
export const vllmRequestsSchema = z.strictObject({
  ...sourced,
  version: release,
  requests: z.record(
    z.enum(["chat-completions", "completions", "responses", "messages", "count-tokens", "embeddings"]),
    z.array(z.string()).min(1),
  ),
});

/** Every field that vLLM reads: a table of fields that are accepted must say of each what becomes of it. */
export const vllmRequests = (data as z.infer<typeof vllmRequestsSchema>).requests;
