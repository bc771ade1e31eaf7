import { expect, test } from "vitest";
import { diffSides } from "../../diff/diff.ts";
import { options } from "../diff/options.ts";
import { byType, covering } from "../diff/resources/covering.ts";
import { sideOf } from "../diff/sided.ts";
import { scriptedChanges } from "./change.ts";
import { changedStack } from "./changed-stack.ts";
import { keepSummary } from "./keep-summary.ts";
import { resourceSummary } from "./resource-summary.ts";

const changes = scriptedChanges();

test("there are thirty changes and more, and each example has some", () => {
  expect(changes.length).toBeGreaterThanOrEqual(30);
  expect(new Set(changes.map(({ example }) => example))).toEqual(
    new Set(["on-prem", "laptop", "demo", "r1-distill-32b", "v4-flash", "several-models"]),
  );
});

test("some of them do nothing to the keep, and some open something", () => {
  expect(changes.some(({ expected }) => Object.keys(expected.keep).length === 0)).toBe(true);
  expect(changes.filter(({ expected }) => expected.keep.gates?.includes("exposure")).length).toBeGreaterThan(2);
});

/** `MODELKEEP_DIFFS=20-` tries only changes that have this text in their name; a landing tries as few as do every operation on every type. */
const text = process.env["MODELKEEP_DIFFS"];
const wanted = text === undefined ? covering(changes, byType) : changes.filter(({ name }) => name.includes(text));

test.each(wanted)("$name: $about", async ({ name, example, expected }) => {
  const [base, head] = [await changedStack(example), await changedStack(example, name)];
  const diff = await diffSides(sideOf("main", base), sideOf("change", head), options);
  expect({ resources: resourceSummary(diff.stacks[0]!.resources), keep: keepSummary(diff) }).toEqual(expected);
});
