import { test } from "vitest";
import { symbolicExample } from "../support/symbolic-example.ts";
import { expectNothingLost } from "./nothing-lost.ts";

test.each(["demo", "r1-distill-32b", "v4-flash", "on-prem", "laptop"])(
  "%s: every resource is there, and no input is lost",
  async (stack) => {
    expectNothingLost(await symbolicExample(stack));
  },
);
