import { z } from "zod";
import type { Json } from "../body/read-body.ts";

/** Tokens of thinking that may be asked for, at least: Anthropic's bound, and vLLM's. */
const leastThinking = 1024;

/** What of the thinking is shown: the server shows all of it, whatever this says, and so is not sent it. */
const display = z.string().max(32).nullish();

/** How a model thinks before it answers, as `POST /v1/messages` says it. */
export const thinking = z
  .discriminatedUnion(
    "type",
    [
      z.strictObject({ type: z.literal("enabled"), budget_tokens: z.int().min(leastThinking), display }),
      z.strictObject({ type: z.literal("adaptive"), display }),
      z.strictObject({ type: z.literal("disabled") }),
    ],
    "accepted as type: enabled with budget_tokens, adaptive, disabled",
  )
  .transform((value) => (value.type === "enabled" ? { type: value.type, budget_tokens: value.budget_tokens } : { type: value.type }));

/**
 * Thinking that the server takes: within a budget that leaves room for an answer, or, where it knows no budgets for the model, as much as the model
 * chooses within the longest output. Any other it answers by an error.
 */
export function thinkingWithin(
  body: Readonly<Record<string, Json>>,
  longest: number,
  { thinkingBudgets }: { thinkingBudgets: boolean },
): Record<string, Json> | { problem: string; field: string } {
  const asked = body["thinking"] as { type: string; budget_tokens?: number } | undefined;
  if (asked?.budget_tokens === undefined) return {};
  if (!thinkingBudgets) return { thinking: { type: "adaptive" } };
  if (asked.budget_tokens < longest) return {};
  if (longest <= leastThinking)
    return {
      problem: `thinking takes ${leastThinking} tokens at least, and the longest output is ${longest}; accepted: thinking of type adaptive or disabled`,
      field: "thinking",
    };
  return { thinking: { ...asked, budget_tokens: longest - 1 } };
}
