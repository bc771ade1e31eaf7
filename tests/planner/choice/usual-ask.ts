import { findModel, type Model } from "../../../catalog/models.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { tokensPerDay } from "../../../planner/units.ts";

/** What is asked where a test says nothing else. */
export const usualAsk: ChoiceAsk = {
  model: findModel("DeepSeek-R1-Distill-Qwen-32B") as Model,
  tokensPerDay: tokensPerDay(50e6),
  contextTokens: 32_768,
  averageTokens: 4096,
  concurrent: 8,
  mix: { input: 0.75, cached: 0 },
  utilization: 0.6,
  hoursPerDay: 24,
  kvCacheDtype: "auto",
  zones: 2,
  tunnel: false,
  runner: false,
  privateLink: true,
};
