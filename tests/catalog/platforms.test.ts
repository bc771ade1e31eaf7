import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { platformNames, platformOf, platformsFileSchema } from "../../catalog/platforms.ts";

const file = JSON.parse(readFileSync("catalog/data/platforms.json", "utf8"));

test("platforms have the shape of platforms, each with a source and a date", () => {
  expect(platformsFileSchema.parse(file)).toEqual(file);
});

test("the names that settings accept are those of the rows", () => {
  expect(file.platforms.map(({ name }: { name: string }) => name)).toEqual([...platformNames]);
  for (const name of platformNames) expect(platformOf(name).name).toBe(name);
});
