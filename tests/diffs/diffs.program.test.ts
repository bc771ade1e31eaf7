import { afterAll, describe, expect, test } from "vitest";
import { diffSides } from "../../diff/diff.ts";
import type { Side } from "../../diff/model.ts";
import { readSide } from "../../diff/sides/read-side.ts";
import { options } from "../diff/options.ts";
import { changedProgram, scriptedChanges } from "./change.ts";
import { keepSummary } from "./keep-summary.ts";
import { resourceSummary } from "./resource-summary.ts";

const changes = scriptedChanges();

test("there are thirty changes and more, and each example has some", () => {
  expect(changes.length).toBeGreaterThanOrEqual(30);
  expect(new Set(changes.map(({ example }) => example))).toEqual(new Set(["on-prem", "laptop", "demo", "r1-distill-32b", "v4-flash"]));
});

test("some of them do nothing to the keep, and some open something", () => {
  expect(changes.some(({ expected }) => Object.keys(expected.keep).length === 0)).toBe(true);
  expect(changes.filter(({ expected }) => expected.keep.gates?.includes("exposure")).length).toBeGreaterThan(2);
});

/** `MODELKEEP_DIFFS=20-` tries only changes that have this text in their name; all of them without it. */
const wanted = changes.filter(({ name }) => name.includes(process.env["MODELKEEP_DIFFS"] ?? ""));

describe.each([...new Set(wanted.map(({ example }) => example))])("changes of %s", (example) => {
  const side = (folder: string) => readSide(process.cwd(), folder, { stacks: [example] });
  const unchanged = changedProgram();
  afterAll(unchanged.remove);
  let base: Promise<Side> | undefined;

  test.each(wanted.filter((change) => change.example === example))(
    "$name: $about",
    async ({ name, expected }) => {
      base ??= side(unchanged.folder);
      const changed = changedProgram(name);
      try {
        const diff = await diffSides(await base, await side(changed.folder), options);
        expect({ resources: resourceSummary(diff.stacks[0]!.resources), keep: keepSummary(diff) }).toEqual(expected);
      } finally {
        changed.remove();
      }
    },
    120_000,
  );
});
