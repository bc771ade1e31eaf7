import { expect, test } from "vitest";
import { terraformPlan } from "../../../cli/export/terraform-plan.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";

interface Written {
  address: string;
  change: { after: Record<string, unknown>; after_unknown: Record<string, unknown> };
}

/** The plain values in a JSON value. */
const plainValues = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(plainValues) : value === undefined ? [] : [value];
const leaves = (value: unknown): number => plainValues(value).length;
const count = (value: unknown, wanted: unknown): number => plainValues(value).filter((one) => one === wanted).length;

test.each(["demo", "r1-distill-32b", "v4-flash", "on-prem", "laptop"])(
  "%s: every resource is there, and no input is lost",
  async (stack) => {
    const { preview, symbols } = await symbolicExample(stack);
    const plan = terraformPlan({ preview, symbols });
    const own = preview.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
    const written = plan.resource_changes as Written[];
    expect(written.map(({ address }) => address)).toHaveLength(own.length);
    expect(new Set(written.map(({ address }) => address)).size).toBe(own.length);
    for (const [i, { inputs, name }] of own.entries()) {
      const { after, after_unknown } = written[i]!.change;
      // Every resource has an id and an ARN that are not known; here the inputs of that name count.
      const unknown = Object.entries(after_unknown).filter(([key]) => !["id", "arn"].includes(key) || key in inputs);
      const hidden = count(Object.fromEntries(unknown), true);
      const blanks = count(after, null) - count(inputs, null);
      expect(leaves(after) - blanks + hidden, name).toBe(leaves(inputs));
    }
  },
);
