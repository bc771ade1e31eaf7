import { z } from "zod";
import { list } from "./list.ts";

/** A token of the largest vocabulary that the catalog's models have, with room; beyond the model's own, vLLM refuses it. */
export const token = z
  .int()
  .min(0)
  .max(2 ** 20);

const tokens = list(token, { least: 1, most: 2 ** 20 });
const text = z.string().min(1);

/** A text, a list of tokens, or several of either. */
export const prompts = (most: number) =>
  z.union(
    [text, tokens, list(text, { least: 1, most }), list(tokens, { least: 1, most })],
    `accepted: a text, a list of tokens, or 1 to ${most} of either`,
  );

/** How many prompts a value of that kind is. */
export function promptCount(prompt: unknown): number {
  return Array.isArray(prompt) && typeof prompt[0] !== "number" ? prompt.length : 1;
}

/** Length of the longest prompt of tokens; undefined for text. */
export function longestOfTokens(prompt: unknown): number | undefined {
  if (!Array.isArray(prompt)) return undefined;
  if (typeof prompt[0] === "number") return prompt.length;
  const lists = prompt.filter((one) => Array.isArray(one));
  return lists.length === 0 ? undefined : Math.max(...lists.map((one) => one.length));
}
