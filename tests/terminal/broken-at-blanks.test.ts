import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenAtBlanks } from "../../terminal/broken-at-blanks.ts";

describe("a text broken at blanks", () => {
  const texts = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));

  it("keeps every word in its place, and to the width", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 100 }), (text, width) => {
        const lines = brokenAtBlanks(text, width);
        expect(lines.join(" ")).toBe(text);
        expect(lines.every((line) => line.length <= width)).toBe(true);
      }),
    );
  });

  it("gives a longer word a line of its own", () => {
    expect(brokenAtBlanks("to docker.io/vllm/vllm-openai now", 10)).toEqual(["to", "docker.io/vllm/vllm-openai", "now"]);
  });
});
