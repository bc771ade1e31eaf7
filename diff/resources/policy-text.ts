import { isDeepStrictEqual } from "node:util";

/**
 * Whether two texts are JSON of one meaning: the order of keys has none, nor, in a policy of AWS, the order of actions, resources and
 * principals, nor whether one stands alone or in a list. The provider compares both so and plans no change.
 * Source: `SuppressEquivalentPolicyDiffs` and `SuppressEquivalentJSONDiffs` of hashicorp/terraform-provider-aws, internal/verify.
 */
export function sameJson(one: string, other: string): boolean {
  const [a, b] = [parsedJson(one), parsedJson(other)];
  if (a === undefined || b === undefined) return false;
  const isPolicy = [a, b].every((value) => "Statement" in value);
  return isDeepStrictEqual(isPolicy ? ordered(a) : a, isPolicy ? ordered(b) : b);
}

/** What a text says where it is JSON of an object or a list; undefined where it is not. */
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
