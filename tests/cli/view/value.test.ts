import { expect, test } from "vitest";
import { recordLines } from "../../../cli/view/value.ts";
import { SECRET, UNKNOWN } from "../../../engine/preview.ts";

// The text is what `pulumi preview` (3.259.0) printed for the same outputs.
test("is the notation of pulumi preview", () => {
  const outputs = { zones: 3, cidr: "10.0.0.0/16", nested: { list: [1, "two", null], bucket: UNKNOWN }, password: SECRET, vpcId: UNKNOWN };
  expect(recordLines(outputs).join("\n")).toBe(`    cidr    : "10.0.0.0/16"
    nested  : {
        bucket: [unknown]
        list  : [
            [0]: 1
            [1]: "two"
            [2]: <null>
        ]
    }
    password: [secret]
    vpcId   : [unknown]
    zones   : 3`);
});

test("texts of several lines and empty values", () => {
  expect(recordLines({ text: "a\nb\n", list: [], record: {} }, "  ")).toEqual([
    "  list  : []",
    "  record: {}",
    "  text  : |\n      a\n      b",
  ]);
});
