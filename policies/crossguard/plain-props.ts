import { UnknownValueError } from "@pulumi/policy";
import { UNKNOWN } from "../rule/unknown.ts";

/**
 * The properties that CrossGuard hands to a policy, as plain JSON. CrossGuard throws where a policy touches an unknown value, which would
 * end the rule; here it becomes the marker that a preview carries.
 */
export function plainProps(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return plain(props) as Record<string, unknown>;
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, i) => readable(() => value[i]));
  return Object.fromEntries(Object.keys(value).map((key) => [key, readable(() => (value as Record<string, unknown>)[key])]));
}

function readable(read: () => unknown): unknown {
  try {
    return plain(read());
  } catch (error) {
    if (error instanceof UnknownValueError) return UNKNOWN;
    throw error;
  }
}
