import { expect, test } from "vitest";
import { startOrder } from "./start-order.ts";

test("one file has the suite's own keep at any time, and two others go on beside it", () => {
  expect(startOrder(["a", "b", "c", "d"], ["1", "2", "3", "4"])).toEqual(["a", "1", "2", "b", "3", "c", "4", "d"]);
});

test("no file is left out, however many there are of either kind", () => {
  expect(startOrder([], ["1", "2", "3"])).toEqual(["1", "2", "3"]);
  expect(startOrder(["a", "b"], [])).toEqual(["a", "b"]);
  expect(startOrder(["a"], ["1", "2", "3", "4"])).toEqual(["a", "1", "2", "3", "4"]);
});
