import { expect, test } from "vitest";
import { oncePerInputs } from "../../../policies/rule/once-per-inputs.ts";
import { Subject } from "../../../policies/rule/subject.ts";

const subject = (type: string, inputs: Record<string, unknown>) => new Subject({ urn: type, type, name: "x", inputs, protect: false });

test("the same inputs of the same type are looked at once, and those of another type or resource anew", () => {
  let made = 0;
  const typeOf = oncePerInputs(({ type }) => `${type} ${made++}`);
  const inputs = { a: 1 };
  expect([typeOf(subject("t", inputs)), typeOf(subject("t", inputs))]).toEqual(["t 0", "t 0"]);
  expect(typeOf(subject("u", inputs))).toBe("u 1");
  expect(typeOf(subject("t", { a: 1 }))).toBe("t 2");
});
