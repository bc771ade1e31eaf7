import { describe, expect, test } from "vitest";
import { gateForms, parseGates } from "../../../diff/gates/gate.ts";
import { PreviewError } from "../../../engine/preview.ts";

describe("a gate is read", () => {
  test.each([
    ["exposure", { kind: "exposure" }],
    ["policy", { kind: "policy", least: "low" }],
    ["policy:high", { kind: "policy", least: "high" }],
    ["cost:+20%", { kind: "cost", percent: 20 }],
    ["cost:+0%", { kind: "cost", percent: 0 }],
    ["cost:+12.5%", { kind: "cost", percent: 12.5 }],
    ["cost:+500USD", { kind: "cost", usd: 500 }],
    ["replace", { kind: "replace", guarded: false }],
    ["replace:protected", { kind: "replace", guarded: true }],
    ["delete", { kind: "delete", guarded: false }],
    ["delete:protected", { kind: "delete", guarded: true }],
    ["waiver", { kind: "waiver" }],
    ["advisory", { kind: "advisory" }],
    ["change", { kind: "change" }],
  ])("%s", (text, gate) => {
    expect(parseGates(text)).toEqual([{ text, gate }]);
  });

  test("with others, by commas", () => {
    expect(parseGates("exposure, policy:high,cost:+20%").map(({ text }) => text)).toEqual(["exposure", "policy:high", "cost:+20%"]);
  });

  test("in every form that is told", () => {
    expect(parseGates(gateForms.join(",")).length).toBe(gateForms.length);
  });
});

test.each([
  "",
  "exposure,",
  "exposed",
  "policy:",
  "policy:urgent",
  "POLICY",
  "cost",
  "cost:20%",
  "cost:+20",
  "cost:-20%",
  "cost:+1e3USD",
  "cost:+20EUR",
  "replace:guarded",
  "delete:protected:x",
])("%j is refused with what is accepted", { tags: ["bad-gate-refused"] }, (text) => {
  const refused = () => parseGates(text);
  expect(refused).toThrow(PreviewError);
  expect(refused).toThrow(/^--fail-on: ".*" is not a gate[^\n]*\naccepted, comma-separated: exposure, policy, /);
});

test("what was probably meant is named", () => {
  expect(() => parseGates("policy:hihg")).toThrow("did you mean policy:high?");
});
