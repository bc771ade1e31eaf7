import { describe, expect, test } from "vitest";
import type { SidedStack } from "../../diff/model.ts";
import { diffResources } from "../../diff/resources/diff-resources.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { changedProgram, scriptedChanges } from "./change.ts";
import { resourceSummary } from "./resource-summary.ts";

/**
 * A few of the changes for each run of the tests, of an example in which no output stands in an input, so that a preview without symbols is
 * enough. `diffs.engine.test.ts` has all of them.
 */
const quick = ["02-moved-file", "04-renamed-with-alias", "08-removed-client", "14-removed-rule", "17-renamed-object"];

async function onPrem(name?: string): Promise<SidedStack> {
  const { folder, remove } = changedProgram(name);
  try {
    const preview = await previewInProcess({ root: folder, stack: "on-prem" });
    return { stack: "on-prem", project: preview.project, preview, symbols: {}, config: {} };
  } finally {
    remove();
  }
}

describe("changes of on-prem", () => {
  let base: Promise<SidedStack> | undefined;

  test.each(scriptedChanges().filter(({ name }) => quick.includes(name)))(
    "$name: $about",
    async ({ name, expected }) => {
      base ??= onPrem();
      expect(resourceSummary(diffResources(await base, await onPrem(name)))).toEqual(expected.resources);
    },
    120_000,
  );

  test("every one of them is there", () => {
    const names = scriptedChanges().map(({ name }) => name);
    expect(quick.filter((name) => !names.includes(name))).toEqual([]);
  });
});
