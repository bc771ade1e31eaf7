import { describe, expect, test } from "vitest";
import { Reading } from "../../../policies/rule/reading.ts";
import { SECRET, UNKNOWN } from "../../../policies/rule/unknown.ts";

const of = (value: unknown) => new Reading(value, "");
const three = (reading: Reading) =>
  reading.when({ known: () => "known", unknown: (because) => `unknown: ${because}`, absent: () => "absent" });

describe("a reading", () => {
  test("is known, unknown or absent, and so is what is below it", { tags: ["reading-known-unknown-absent"] }, () => {
    const all = of({ a: { b: 1 }, c: UNKNOWN, d: null, e: [UNKNOWN, { f: 2 }] });
    expect(three(all.at("a", "b"))).toBe("known");
    expect(three(all.at("c", "x", 0, "y"))).toBe("unknown: c");
    expect(three(all.at("d"))).toBe("absent");
    expect(three(all.at("a", "b", "c"))).toBe("absent");
    expect(three(all.at("e", 0))).toBe("unknown: e[0]");
    expect(all.at("e", 1, "f").path).toBe("e[1].f");
    expect(all.at("metadata", "a.b/c").path).toBe('metadata["a.b/c"]');
  });

  test("secrets, and text put together from an unknown part, are as good as unknown", { tags: ["reading-secrets-unknown"] }, () => {
    expect(three(of({ a: SECRET }).at("a"))).toBe("unknown: a");
    expect([of({ a: SECRET }).at("a").hidden, of({ a: UNKNOWN }).at("a").hidden]).toEqual([true, false]);
    expect(three(of({ a: `arn:${UNKNOWN}/x` }).at("a"))).toBe("unknown: a");
  });

  test("is a text only where it is known", () => {
    expect([443, "a", UNKNOWN, SECRET, undefined].map((value) => of(value).texts())).toEqual([["443"], ["a"], [], [], []]);
  });

  test("what an object inherits is not there", () => {
    expect(three(of({}).at("constructor"))).toBe("absent");
    expect(three(of({}).at("__proto__"))).toBe("absent");
  });

  test('compares as providers write: true and "true", 443 and "443"', () => {
    expect(of("true").is(true).state).toBe("yes");
    expect(of("443").is(443).state).toBe("yes");
    expect(of({}).is("[object Object]").state).toBe("no");
    expect(of(undefined).is(false).state).toBe("no");
    expect(of(undefined).isOrAbsent(false).state).toBe("yes");
    expect(of(UNKNOWN).isOrAbsent(false).state).toBe("unknown");
    expect(of("").atLeast(0).state).toBe("no");
  });

  test("items of a list, a single value, nothing, and something unknown", () => {
    expect(
      of([1, 2])
        .items()
        .every((item) => item.is(1, 2)).state,
    ).toBe("yes");
    expect(
      of([1, UNKNOWN])
        .items()
        .every((item) => item.is(1)).state,
    ).toBe("unknown");
    expect(
      of([2, UNKNOWN])
        .items()
        .every((item) => item.is(1)).state,
    ).toBe("no");
    expect(
      of("one")
        .items()
        .some((item) => item.is("one")).state,
    ).toBe("yes");
    expect(of(undefined).items().empty().state).toBe("yes");
    expect(of(UNKNOWN).items().empty().state).toBe("unknown");
  });

  test("a document in text is read; text that is none decides nothing", () => {
    expect(of('{"a":1}').json().at("a").is(1).state).toBe("yes");
    expect(three(of("a: 1").json())).toMatch(/^unknown: .*it is not JSON/);
    expect(three(of(`{"a":"${UNKNOWN}"}`).json().at("a"))).toMatch(/^unknown/);
  });
});
