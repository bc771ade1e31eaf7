import { expect, test } from "vitest";
import { diffSides } from "../../diff/diff.ts";
import { readSide } from "../../diff/sides/read-side.ts";
import { options } from "../diff/options.ts";
import { changedProgram, scriptedChanges } from "./change.ts";
import { keepSummary } from "./keep-summary.ts";

const changes = scriptedChanges().filter(({ expected }) => expected.keep !== undefined);

test("what more than half of the scripted changes do to the keep is written down, and some of them do nothing", () => {
  expect(changes.length).toBeGreaterThan(scriptedChanges().length / 2);
  expect(changes.some(({ expected }) => Object.keys(expected.keep!).length === 0)).toBe(true);
  expect(changes.filter(({ expected }) => expected.keep!.gates?.includes("exposure")).length).toBeGreaterThan(2);
});

test.each(changes)("$name: $about", async ({ name, example, expected }) => {
  const [unchanged, changed] = [changedProgram(), changedProgram(name)];
  try {
    const side = (folder: string) => readSide(process.cwd(), folder, { stacks: [example] });
    expect(keepSummary(await diffSides(await side(unchanged.folder), await side(changed.folder), options))).toEqual(expected.keep);
  } finally {
    for (const program of [unchanged, changed]) program.remove();
  }
});
