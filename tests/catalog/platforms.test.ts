import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { networkAgentsFileSchema } from "../../catalog/network-agents.ts";
import { platformNames, platformOf, platformsFileSchema } from "../../catalog/platforms.ts";
import { provisionersFileSchema } from "../../catalog/provisioners.ts";

const file = JSON.parse(readFileSync("catalog/data/platforms.json", "utf8"));

test("platforms have the shape of platforms, each with a source and a date", () => {
  expect(platformsFileSchema.parse(file)).toEqual(file);
});

test("the names that settings accept are those of the rows", () => {
  expect(file.platforms.map(({ name }: { name: string }) => name)).toEqual([...platformNames]);
  for (const name of platformNames) expect(platformOf(name).name).toBe(name);
});

test.each([
  ["network-agents", networkAgentsFileSchema],
  ["provisioners", provisionersFileSchema],
] as const)("%s have their shape, each name once", (name, schema) => {
  const data = JSON.parse(readFileSync(`catalog/data/${name}.json`, "utf8"));
  expect(schema.parse(data)).toEqual(data);
  const rows = (data.agents ?? data.provisioners) as Record<string, string>[];
  const names = rows.map((row) => row["daemonSet"] ?? row["provisioner"]);
  expect(new Set(names).size).toBe(names.length);
});
