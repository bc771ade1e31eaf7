import { expect, test } from "vitest";
import { replaceSpans } from "../../../diff/masking/spans.ts";

test("parts that overlap are one", { tags: ["overlapping-spans-are-one"] }, () => {
  const spans = [
    { from: 6, to: 9 },
    { from: 2, to: 5 },
    { from: 3, to: 7 },
    { from: 3, to: 4 },
  ];
  expect(replaceSpans("0123456789", spans, "*")).toBe("01*9");
});

test("parts side by side are each one, and none leaves the text as it is", () => {
  const spans = [
    { from: 0, to: 2 },
    { from: 2, to: 4 },
  ];
  expect(replaceSpans("0123456789", spans, "*")).toBe("**456789");
  expect(replaceSpans("0123456789", [], "*")).toBe("0123456789");
});
