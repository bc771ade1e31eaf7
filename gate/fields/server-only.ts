import { drop, type Fields, refuse, refuseAll } from "./field.ts";

/** Fields by which a request would say what is not a client's to say: how the server works, what others see, what is kept. */
export const serverOnly: Fields = {
  ...refuseAll(["kv_transfer_params", "ec_transfer_params"], "it names other servers"),
  ...refuseAll(["media_io_kwargs", "mm_processor_kwargs", "mm_payload", "return_mm_kwargs"], "models here take text alone", false, "none"),
  vllm_xargs: refuse("extensions of the server are not a client's to steer"),
  priority: refuse("one client would go before another", 0),
  watermarking: refuse("the server decides", false),
  cache_salt: refuse("it separates what the server caches for one client from another's, and is set here"),
  ...refuseAll(["request_id", "session_id"], "requests get their id from the front door"),
  ...refuseAll(
    ["return_token_ids", "return_tokens_as_token_ids", "return_token_offsets", "return_prompt_text", "return_weight_versions"],
    "answers keep the form that OpenAI's libraries know",
    false,
  ),
  routed_experts_prompt_start: refuse("it shows how the model works inside", 0),
  stream_interval: refuse("tokens are sent when they are there", 1),
  ...refuseAll(["truncate_prompt_tokens", "truncation_side"], "an input that is too long is told so, and not cut"),
  add_special_tokens: refuse("the model's own format decides", false),
};

/** Fields that hosted services take and that mean nothing here; libraries send them by themselves. */
export const hostedOnly: Fields = {
  ...Object.fromEntries(
    ["user", "safety_identifier", "metadata"].map((name) => [name, drop("the client's identity comes from its credentials")]),
  ),
  ...Object.fromEntries(
    ["prompt_cache_key", "prompt_cache_options", "prompt_cache_retention"].map((name) => [name, drop("the server caches by itself")]),
  ),
  service_tier: drop("there is one tier"),
  store: refuse("nothing of a request is kept", false),
};
