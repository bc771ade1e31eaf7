import { expect } from "vitest";
import type { SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { UNKNOWN } from "../../engine/preview.ts";
import { terraformPlan } from "../../export/terraform-plan.ts";

interface Written {
  address: string;
  change: { after: Record<string, unknown>; after_unknown: Record<string, unknown> };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** How many plain values there are in a JSON value; in a list of which `hidden` says that nothing is known it is one. */
function leaves(value: unknown, hidden: (one: unknown) => boolean = () => false): number {
  if (Array.isArray(value) && value.length > 0 && value.every(hidden)) return 1;
  if (!isObject(value)) return value === undefined ? 0 : 1;
  return Object.values(value).reduce((sum: number, one) => sum + leaves(one, hidden), 0);
}

/** How many values are marked as unknown of which nothing else is written. */
function missing(unknown: unknown, after: unknown): number {
  if (unknown === true) return after === undefined ? 1 : 0;
  if (!isObject(unknown)) return 0;
  return Object.entries(unknown).reduce((sum, [key, one]) => sum + missing(one, (after as Record<string, unknown> | undefined)?.[key]), 0);
}

const hasNullInList = (value: unknown): boolean =>
  isObject(value) && ((Array.isArray(value) && value.includes(null)) || Object.values(value).some(hasNullInList));

/** Expects that every resource of a preview is in its plan, with every input, once. */
export function expectNothingLost({ preview, symbols }: SymbolicPreview): void {
  const plan = terraformPlan({ preview, symbols });
  const own = preview.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
  const written = plan.resource_changes as Written[];
  expect(written.map(({ address }) => address)).toHaveLength(own.length);
  expect(new Set(written.map(({ address }) => address)).size).toBe(own.length);
  for (const [i, { inputs, name }] of own.entries()) {
    const { after, after_unknown } = written[i]!.change;
    // Every resource has an id and an ARN that are not known; here the inputs of that name count.
    const unknown = Object.entries(after_unknown).filter(([key]) => !["id", "arn"].includes(key) || key in inputs);
    const there = leaves(after) + missing(Object.fromEntries(unknown), after);
    expect(there, name).toBe(leaves(inputs, (one) => one === UNKNOWN || Object.hasOwn(symbols, String(one))));
    expect(hasNullInList(after), name).toBe(false);
  }
}
