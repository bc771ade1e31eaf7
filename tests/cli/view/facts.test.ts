import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandTexts, factLines, labelWidth, wrapped } from "../../../cli/view/facts.ts";
import { plain } from "../../../cli/view/paint.ts";

describe("facts", () => {
  it("have their labels in one column, and what is long wrapped in the other", () => {
    const facts = [
      { label: "Model", texts: ["a model with a long name"] },
      { label: "Replicas", texts: ["1", "and more"] },
    ];
    expect(factLines(facts, 28, plain)).toEqual([
      "Model      a model with a",
      "           long name",
      "Replicas   1",
      "           and more",
    ]);
  });

  it("paint what has to be looked at, label and blanks apart", () => {
    const paint = (format: unknown, text: string) => `<${format}>${text}</>`;
    expect(factLines([{ label: "Verdict", texts: ["no"], tone: "bad" }], 80, paint)).toEqual(["<bold>Verdict</>    <red>no</>"]);
  });
});

describe("a wrapped text", () => {
  const texts = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));

  it("keeps every word in its place, and to the width", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 100 }), (text, width) => {
        const lines = wrapped(text, width);
        expect(lines.join(" ")).toBe(text);
        expect(lines.every((line) => line.length <= width)).toBe(true);
      }),
    );
  });

  it("gives a longer word a line of its own", () => {
    expect(wrapped("to docker.io/vllm/vllm-openai now", 10)).toEqual(["to", "docker.io/vllm/vllm-openai", "now"]);
  });
});

it("a command is never broken: it has a line of its own where there is no room beside what it is for", () => {
  expect(commandTexts(["every resource", "run it --all"], 40)).toEqual(["every resource: run it --all"]);
  const below = commandTexts(["every resource", "run it --all"], 20);
  expect(factLines([{ label: "Next", texts: below }], 20 + labelWidth, plain)).toEqual([
    "Next       every resource:",
    "             run it --all",
  ]);
});
