import { expect, test } from "vitest";
import { quantityOf } from "../../doctor/quantity.ts";

test.each([
  ["4", 4],
  ["3920m", 3.92],
  ["16Gi", 16 * 2 ** 30],
  ["65841820Ki", 65_841_820 * 2 ** 10],
  ["500M", 5e8],
  ["1e9", 1e9],
  ["1E3", 1000],
  ["12e-1", 1.2],
  ["1E", 1e18],
  ["2Ei", 2 * 2 ** 60],
  ["250000000n", 0.25],
  ["+5", 5],
  ["5.", 5],
  ["", undefined],
  ["16 Gi", undefined],
  ["Gi", undefined],
  ["16Xi", undefined],
  ["1.2.3", undefined],
])("%j is %s", (text, value) => {
  expect(quantityOf(text)).toBe(value);
});
