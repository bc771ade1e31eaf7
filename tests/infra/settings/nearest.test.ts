import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byNearness, nearest } from "../../../infra/settings/nearest.ts";

const regions = ["eu-central-1", "eu-west-1", "us-east-1", "us-east-2"];

describe("nearest", () => {
  it.each([
    ["eu-centrl-1", "eu-central-1"],
    ["EU-WEST-1", "eu-west-1"],
    ["us-east-3", "us-east-1"],
    ["frankfurt", undefined],
    ["", undefined],
    ["x".repeat(1_000_000), undefined],
  ])("%.20s is meant to be %s", (wrong, right) => {
    expect(nearest(wrong, regions)).toBe(right);
  });

  it("knows nothing without names", () => {
    expect(nearest("a", [])).toBeUndefined();
  });

  it("finds a name of which one letter is wrong", () => {
    fc.assert(
      fc.property(fc.constantFrom(...regions), fc.nat(8), (name, at) => {
        expect(nearest(name.slice(0, at) + name.slice(at + 1), [name, "kubernetes"])).toBe(name);
      }),
    );
  });
});

describe("byNearness", () => {
  it("puts the nearest first and loses none", () => {
    expect(byNearness("us-east-2", regions)[0]).toBe("us-east-2");
    expect(byNearness("us-east-2", regions).sort()).toEqual([...regions].sort());
  });
});
