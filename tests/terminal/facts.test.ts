import { describe, expect, it } from "vitest";
import { commandTexts, factLines, labelWidth } from "../../terminal/facts.ts";
import { plain } from "../../terminal/paint.ts";

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

it("a command is never broken: it has a line of its own where there is no room beside what it is for", () => {
  expect(commandTexts(["every resource", "run it --all"], 40)).toEqual(["every resource: run it --all"]);
  const below = commandTexts(["every resource", "run it --all"], 20);
  expect(factLines([{ label: "Next", texts: below }], 20 + labelWidth, plain)).toEqual([
    "Next       every resource:",
    "             run it --all",
  ]);
});
