import { expect, test } from "vitest";
import { forPackage } from "../../pipelines/for-package.ts";
import { type Forge, writtenFiles } from "../../pipelines/written-files.ts";

const settings = { stacks: ["mine"], branch: "main", failOn: "exposure" };
const text = (forge: Forge) => [...writtenFiles(forge, { ...settings, fromPackage: true }).values()].join("\n");

test.each(["github", "gitlab"] as const)("pipelines of %s call the package and nothing of a clone", (forge) => {
  expect(text(forge)).not.toMatch(/npm run|sparse-checkout|(?<!node_modules\/modelkeep\/)pipelines\/|(?<![\w/])docs\/\w+\.md/);
  expect(text(forge)).toContain("npx --no -- modelkeep diff");
});

test.each([
  ["github", 3],
  ["gitlab", 2],
] as const)("each program of %s that runs beside a token has its packages first, by the lock of the default branch", (forge, programs) => {
  const steps = [
    ...text(forge).matchAll(
      /^ *- (?:run: )?npm ci --ignore-scripts\n *- (?:run: )?node node_modules\/modelkeep\/pipelines\/[\w/-]+\.js$/gm,
    ),
  ];
  expect(steps).toHaveLength(programs);
});

test("a clone's pipelines stay as they are", () => {
  for (const forge of ["github", "gitlab"] as const)
    for (const pipeline of writtenFiles(forge, settings).values()) expect(pipeline).not.toContain("node_modules/modelkeep");
  expect(forPackage("- run: npm ci\n")).toBe("- run: npm ci\n");
});
