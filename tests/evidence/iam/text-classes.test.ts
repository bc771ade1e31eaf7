import fc from "fast-check";
import { expect, test } from "vitest";
import { meets, type Pattern, type PatternOptions, readPattern } from "../../../evidence/iam/pattern.ts";
import { textClasses } from "../../../evidence/iam/text-classes.ts";
import { shapes } from "../../../evidence/iam/token.ts";

const read = (text: string, options: Partial<PatternOptions> = {}) =>
  readPattern(text, { wildcards: true, variables: false, ...options }) as Pattern;

const anyPattern = fc
  .record({
    text: fc.string({ unit: fc.constantFrom("a", "b", "A", ":", "*", "?"), maxLength: 5 }),
    ignoreCase: fc.boolean(),
    segment: fc.boolean(),
  })
  .map(({ text, ...options }) => read(text, options));
const anyText = fc.string({ unit: fc.constantFrom("a", "b", "A", "B", ":", "x"), maxLength: 6 });
const kind = (patterns: readonly Pattern[], text: string) => patterns.map((pattern) => meets(pattern, text));

test("every text is of one of the classes, and every example of its own", { tags: ["text-in-exactly-one-class"] }, () => {
  fc.assert(
    fc.property(fc.array(anyPattern, { maxLength: 4 }), fc.array(anyText, { maxLength: 20 }), (patterns, texts) => {
      const classes = textClasses(shapes.anything, patterns);
      for (const one of classes) expect(kind(patterns, one.example)).toEqual(one.meets);
      const kinds = new Set(classes.map((one) => one.meets.join()));
      expect(kinds.size).toBe(classes.length);
      for (const text of texts) expect(kinds).toContain(kind(patterns, text).join());
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("a shape leaves out the texts that are none", () => {
  const examples = (patterns: string[]) =>
    textClasses(
      shapes.account,
      patterns.map((text) => read(text)),
    ).map(({ example }) => example);
  expect(examples(["111122223333"])).toEqual(["000000000000", "111122223333"]);
  expect(examples(["1*", "*2", "x*"])).toEqual(["000000000000", "000000000002", "100000000000", "100000000002"]);
  expect(textClasses(shapes.action, [read("s3:get*"), read("s3")]).map((one) => one.meets)).toEqual([
    [false, false],
    [true, false],
  ]);
});

test("many names side by side stay as many classes", () => {
  const names = Array.from({ length: 300 }, (_, i) => read(`service:action${i}`));
  expect(textClasses(shapes.action, names)).toHaveLength(301);
});
