import { expect, test } from "vitest";
import { maskNamed } from "../../../diff/masking/mask-text.ts";
import { examples } from "../../evidence/report/reported.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";

test.each(examples)("no text of the example %s is masked, since none is a credential", async (stack) => {
  const texts: string[] = [];
  const walk = (value: unknown, name = ""): void => {
    if (typeof value === "string" && value !== "[secret]")
      texts.push(value === maskNamed(name, value) ? "" : `${name}: ${maskNamed(name, value)}`);
    else if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) walk(inner, key);
  };
  walk((await symbolicExample(stack)).preview.resources);
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter(Boolean)).toEqual([]);
});
