import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { recordOf, type TriedTest, untried } from "../../../dev/suites/node-trial.ts";

const runsOn = { stack: "laptop", on: { kubelet: "v1.36.3" } };
const program = "ab".repeat(32);
const tried = (title: string, state: string, ...tags: string[]): TriedTest => ({ title, state, tags });

test("a record has every test, its controls, and a result that is held only where it passed", () => {
  const tests = [
    tried("a", "passed", "shows-D1", "slow", "shows-D2"),
    tried("b", "failed", "shows-D5"),
    tried("c", "skipped"),
    tried("d", "pending"),
  ];
  expect(recordOf(tests, runsOn, "2026-11-30", program)).toEqual({
    date: "2026-11-30",
    stack: "laptop",
    program,
    on: runsOn.on,
    trials: [
      { promise: "a", controls: ["D1", "D2"], result: "held" },
      { promise: "b", controls: ["D5"], result: "failed" },
      { promise: "c", controls: [], result: "not tried" },
      { promise: "d", controls: [], result: "not tried" },
    ],
  });
});

test("no record is made of nothing, or of a control that there cannot be", () => {
  expect(() => recordOf([], runsOn, "2026-11-30", program)).toThrow();
  expect(() => recordOf([tried("a", "passed", "shows-everything")], runsOn, "2026-11-30", program)).toThrow();
});

test("a run of some files of the suite is no record", () => {
  const folder = resolve(import.meta.dirname, "../../node");
  const all = readdirSync(folder).filter((name) => name.endsWith(".node.test.ts"));
  expect(all.length).toBeGreaterThan(1);
  expect(untried(all.map((name) => join(folder, name)))).toEqual([]);
  expect(untried(all.slice(1).map((name) => join(folder, name)))).toEqual([all[0]]);
});
