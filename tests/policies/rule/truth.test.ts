import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forbid, need, when } from "../../../policies/rule/outcome.ts";
import { allOf, anyOf, Truth } from "../../../policies/rule/truth.ts";

const truth = fc.constantFrom(Truth.of(true, "a"), Truth.of(false, "b"), Truth.unknown(["c"]));
const states = (truths: readonly Truth[]) => truths.map(({ state }) => state);

describe("three values", () => {
  test("all of them: no wins, then unknown", () => {
    fc.assert(
      fc.property(fc.array(truth), (truths) => {
        const expected = states(truths).includes("no") ? "no" : states(truths).includes("unknown") ? "unknown" : "yes";
        expect(allOf(truths).state).toBe(expected);
      }),
    );
  });

  test("one of them: yes wins, then unknown; De Morgan holds", () => {
    fc.assert(
      fc.property(fc.array(truth), (truths) => {
        expect(anyOf(truths).state).toBe(allOf(truths.map((one) => one.not())).not().state);
      }),
    );
  });

  test("whatever an unknown value turns out to be, a decided result was right", () => {
    fc.assert(
      fc.property(fc.array(truth), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (truths, later) => {
        const settled = truths.map((one, i) => (one.state === "unknown" ? Truth.of(later[i % later.length] ?? false) : one));
        for (const combine of [allOf, anyOf]) {
          const before = combine(truths).state;
          if (before !== "unknown") expect(combine(settled).state).toBe(before);
        }
      }),
    );
  });
});

describe("outcomes", () => {
  test("need and forbid tell violated from undecided, with what is unknown", { tags: ["outcomes-violated-or-undecided"] }, () => {
    expect(need(Truth.of(true, "p"), "m")).toEqual([]);
    expect(need(Truth.of(false, "p"), "m")).toEqual([{ kind: "violation", path: "p", message: "m" }]);
    expect(need(Truth.unknown(["x"], "p"), "m")).toEqual([{ kind: "undecided", path: "p", message: "m", because: ["x"] }]);
    expect(forbid(Truth.of(true, "p"), "m")).toHaveLength(1);
  });

  test("under an unknown condition a violation is a doubt", () => {
    const violated = () => need(Truth.of(false, "p"), "m");
    expect(when(Truth.of(false), violated)).toEqual([]);
    expect(when(Truth.of(true), violated)).toEqual(violated());
    expect(when(Truth.unknown(["c"]), violated)).toEqual([{ kind: "undecided", path: "p", message: "m", because: ["c"] }]);
    expect(when(Truth.unknown(["c"]), () => [])).toEqual([]);
  });
});
