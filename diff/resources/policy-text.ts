import { isDeepStrictEqual } from "node:util";

/**
 * Whether two JSON texts are equivalent: the order of keys is not significant, nor, in an AWS policy, the order of actions, resources and
 * principals, nor whether a single one is in a list. The provider compares them the same way and plans no change.
 * Source: `SuppressEquivalentPolicyDiffs` and `SuppressEquivalentJSONDiffs` of hashicorp/terraform-provider-aws, internal/verify.
 */
export function sameJson(one: string, other: string): boolean {
  const [a, b] = [parsedJson(one), parsedJson(other)];
  if (a === undefined || b === undefined) return false;
  const isPolicy = [a, b].every((value) => "Statement" in value);
  return isDeepStrictEqual(isPolicy ? ordered(a) : a, isPolicy ? ordered(b) : b);
}

/** The parsed text where it is a JSON object or list; otherwise undefined. */
export function parsedJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const inner = value.map(ordered);
    if (!inner.every((one) => typeof one !== "object")) return inner;
    return inner.length === 1 ? inner[0] : inner.toSorted();
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ordered(one)]));
}
