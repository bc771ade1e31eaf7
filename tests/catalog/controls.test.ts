import { expect, test } from "vitest";
import { controls, controlsSchema } from "../../catalog/controls.ts";
import data from "../../catalog/data/controls.json" with { type: "json" };

test("the table of controls is whole, with its source and date", () => {
  expect(controlsSchema.parse(data).controls).toHaveLength(21);
});

test("controls are D1 to D21, each once and in order", () => {
  expect(controls.map(({ id }) => id)).toEqual(Array.from({ length: 21 }, (_, i) => `D${i + 1}`));
});

test("no catalogue's id stands twice under one control", () => {
  for (const { id, frameworks } of controls)
    for (const [name, ids] of Object.entries(frameworks)) expect(new Set(ids).size, `${id} ${name}`).toBe(ids.length);
});
