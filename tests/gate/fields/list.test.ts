import { expect, it } from "vitest";
import { z } from "zod";
import { list } from "../../../gate/fields/list.ts";

/** Texts of one letter, and how many were read. */
const counted = () => {
  let read = 0;
  const letter = z.string().transform((text, { issues }) => {
    read += 1;
    if (text.length === 1) return text;
    issues.push({ code: "custom", message: "accepted: a letter", path: ["deep"], input: text });
    return z.NEVER;
  });
  return { schema: list(letter, { least: 1, most: 4 }), read: () => read };
};

it("a list is read as its items are", () => expect(counted().schema.parse(["a", "b"])).toEqual(["a", "b"]));

it("a list ends at its first wrong item, which is named", { tags: ["gate-list"] }, () => {
  const { schema, read } = counted();
  const { error } = schema.safeParse(["a", "wrong", "wrong", "wrong"]);
  expect(error?.issues).toMatchObject([{ path: [1, "deep"], message: "accepted: a letter" }]);
  expect(read()).toBe(2);
});

it.each([
  ["too short", []],
  ["too long", ["a", "a", "a", "a", "a"]],
  ["none", "a"],
])("a list that is %s is not read at all", (_, value) => {
  const { schema, read } = counted();
  expect(schema.safeParse(value).success).toBe(false);
  expect(read()).toBe(0);
});
