import { afterAll, describe, expect, test } from "vitest";
import type { SidedStack } from "../../diff/model.ts";
import { diffResources } from "../../diff/resources/diff-resources.ts";
import { readSide } from "../../diff/sides/read-side.ts";
import { changedProgram, scriptedChanges } from "./change.ts";
import { resourceSummary } from "./resource-summary.ts";

/** The stack of a program; throws the program's own message where it fails. */
async function stackOf(folder: string, stack: string): Promise<SidedStack> {
  const found = (await readSide(process.cwd(), folder, { stacks: [stack] })).stacks.get(stack);
  if (found === undefined || "failed" in found) throw new Error(found?.failed.join("\n") ?? `no stack ${stack}`);
  return found;
}

const changes = scriptedChanges();

test("there are thirty changes and more, and each example has some", () => {
  expect(changes.length).toBeGreaterThanOrEqual(30);
  expect(new Set(changes.map(({ example }) => example))).toEqual(new Set(["on-prem", "laptop", "demo", "r1-distill-32b", "v4-flash"]));
});

describe.each([...new Set(changes.map(({ example }) => example))])("changes of %s", (example) => {
  const unchanged = changedProgram();
  afterAll(unchanged.remove);
  let base: Promise<SidedStack> | undefined;

  test.each(changes.filter((change) => change.example === example))("$name: $about", async ({ name, expected }) => {
    base ??= stackOf(unchanged.folder, example);
    const changed = changedProgram(name);
    try {
      expect(resourceSummary(diffResources(await base, await stackOf(changed.folder, example)))).toEqual(expected.resources);
    } finally {
      changed.remove();
    }
  });
});
