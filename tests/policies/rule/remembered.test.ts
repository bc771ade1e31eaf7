import fc from "fast-check";
import { expect, test } from "vitest";
import { remembered } from "../../../policies/rule/remembered.ts";

test("a result is made once for a text, and is that of the text whatever came before", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }), (texts) => {
      const length = remembered((text) => ({ text }));
      for (const text of texts) expect(length(text)).toEqual({ text });
    }),
  );
  let made = 0;
  const counted = remembered((text) => ({ text, made: made++ }));
  expect([counted("a"), counted("b"), counted("a")].map((one) => one.made)).toEqual([0, 1, 0]);
});

test("what is thrown is thrown again, and old results are let go", () => {
  let made = 0;
  const read = remembered((text) => {
    made++;
    if (text === "bad") throw new SyntaxError(text);
    return text;
  });
  for (const _ of [1, 2]) expect(() => read("bad")).toThrow(SyntaxError);
  expect(made).toBe(2);
  for (let i = 0; i < 1000; i++) read(String(i));
  read("0");
  expect(made).toBe(1003);
});
