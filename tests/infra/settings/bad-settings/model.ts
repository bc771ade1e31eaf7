import { onEks, type Row } from "./row.ts";

/** Mistakes in one field: model. */
export const badModel: readonly Row[] = [
  onEks("no model name", "model.name", undefined, /is missing: the model.*accepted: .*DeepSeek-R1/),
  onEks("a typo in the model's name", "model.name", "DeepSeek-R1-Distil-Qwen-32B", /did you mean "DeepSeek-R1-Distill-Qwen-32B"\?/),
  onEks("the model's name in small letters", "model.name", "deepseek-v4-flash", /did you mean "DeepSeek-V4-Flash"\?/),
  onEks(
    "a typo in a key of the model",
    "model.contextToken",
    8192,
    /did you mean "contextTokens"\? accepted: name, lock, contextTokens, kvCacheDtype, servedAs, next$/,
  ),
  onEks("a lockfile outside the repository", "model.lock", "../weights.lock.json", /inside the repository that ends in \.lock\.json/),
  onEks("a context too short to use", "model.contextTokens", 512, /is too small; accepted: a whole number, 1024 or more/),
  onEks("an unknown format of the KV cache", "model.kvCacheDtype", "fp16", /did you mean "fp8"\? accepted: auto, fp8$/),
];
