import { filledInFacts } from "../facts/facts.ts";
import type { Reading } from "../rule/reading.ts";

/**
 * Whether a value is the one that the AWS provider gives to this input where a program leaves it unset: then it means the same as unset,
 * so an input that no rule checks may have it.
 * @param type token of the resource
 */
export function isFilledIn(type: string, value: Reading): boolean {
  const inputs = Object.hasOwn(filledInFacts.types, type) ? filledInFacts.types[type] : undefined;
  const path = value.path.replaceAll(/\[\d+\]/g, "");
  return inputs !== undefined && Object.hasOwn(inputs, path) && value.is(inputs[path]!).state === "yes";
}
