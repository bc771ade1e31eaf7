import { expect, test } from "vitest";
import { parseOutputType } from "../../../../engine/in-process/symbols/output-type.ts";

const text = { kind: "text" };
const group = { kind: "object", path: "eks.NodeGroupResource" };

test.each([
  ["string", { type: text, optional: false }],
  ["string | undefined", { type: text, optional: true }],
  ["number", { type: { kind: "number" }, optional: false }],
  ["boolean", { type: { kind: "other" }, optional: false }],
  ["any", { type: { kind: "other" }, optional: false }],
  ['"v1"', { type: text, optional: false }],
  ['"a" | "b" | undefined', { type: text, optional: true }],
  ["enums.ec2.Tenancy", { type: text, optional: false }],
  ["string | number", { type: { kind: "other" }, optional: false }],
  ["outputs.eks.NodeGroupResource", { type: group, optional: false }],
  ["outputs.eks.NodeGroupResource[] | undefined", { type: { kind: "list", of: group }, optional: true }],
  ["string[][]", { type: { kind: "list", of: { kind: "list", of: text } }, optional: false }],
  ["(string | undefined)[]", { type: { kind: "list", of: text }, optional: false }],
  ["{\n    [key: string]: string;\n} | undefined", { type: { kind: "other" }, optional: true }],
  ["outputs.a.B | outputs.a.C", { type: { kind: "other" }, optional: false }],
  ["pulumi.asset.Archive", { type: { kind: "other" }, optional: false }],
])("%j", { tags: ["output-type-read"] }, (declared, expected) => {
  expect(parseOutputType(declared)).toEqual(expected);
});
