import { describe, expect, test } from "vitest";
import { judge } from "../../../evidence/proofs/proof.ts";

describe("a verdict", () => {
  const way = { says: "a way", hops: [], unknown: [] };

  test("about nothing is none", { tags: ["verdict-about-nothing-is-none"] }, () => {
    expect(judge({ against: [], examined: { things: 0 }, assumptions: [] })).toEqual({
      status: "undecided",
      unknown: ["the stack has nothing for this proof to examine"],
    });
  });

  test("is proved with what was examined", () => {
    expect(judge({ against: [], examined: { things: 1, others: 2, more: 0 }, assumptions: ["a"] })).toEqual({
      status: "proved",
      assumptions: ["a"],
      examined: ["1 thing", "2 others"],
      allowed: [],
    });
  });

  test("an uncertain way leaves it open, a certain one does not", { tags: ["uncertain-way-leaves-open"] }, () => {
    const unsure = { ...way, unknown: ["whether it rains"] };
    expect(judge({ against: [unsure], examined: { things: 1 }, assumptions: [] })).toEqual({
      status: "undecided",
      unknown: ["a way, unless: whether it rains"],
    });
    expect(judge({ against: [unsure, way], examined: { things: 1 }, assumptions: [] })).toEqual({
      status: "refuted",
      counterexamples: [{ says: "a way", hops: [] }],
    });
  });
});
