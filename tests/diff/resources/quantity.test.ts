import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalQuantity } from "../../../diff/resources/quantity.ts";
import { quantities } from "./quantities.ts";

test.each([
  ["1000m", "1"],
  ["1500m", "1500m"],
  ["0.05", "50m"],
  ["1000", "1k"],
  ["0.5Gi", "512Mi"],
  ["65536Ki", "64Mi"],
  ["512Ki", "512Ki"],
  ["1000Mi", "1000Mi"],
  ["0.5Ki", "512"],
  ["1e3", "1e3"],
  ["5000e-1", "500"],
  ["0.0000000001", "1n"],
  ["-2000m", "-2"],
  ["1.5k", "1500"],
  ["1.234k", "1.234k"],
  ["0Gi", "0"],
])("%s is %s", { tags: ["equal-quantities"] }, (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test.each(["", "m", "1 Gi", "1gi", "RollingUpdate", "25%", "."])("%j is no quantity, and stays", (text) => {
  expect(canonicalQuantity(text)).toBe(text);
});

test("what is canonical stays", () => {
  fc.assert(
    fc.property(quantities, (text) => {
      const canonical = canonicalQuantity(text);
      expect(canonicalQuantity(canonical)).toBe(canonical);
    }),
  );
});
