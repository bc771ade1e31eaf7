import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { allMutations } from "./all.ts";
import { mutated } from "./mutated.ts";
import type { Mutation } from "./mutation.ts";
import { runMutations, type TestRun } from "./run-mutations.ts";

/** `MUTATIONS=vault` tries only mutations that have this text in their name, file or test file; all of them without it. */
const wanted = process.env["MUTATIONS"] ?? "";
/** `MUTATIONS_WITHOUT=evidence/,engine/` leaves out those of files that begin so. */
const without = (process.env["MUTATIONS_WITHOUT"] ?? "").split(",").filter((start) => start !== "");
const mutations = allMutations.filter(
  ({ name, file, test }) => `${name} ${file} ${test}`.includes(wanted) && !without.some((start) => file.startsWith(start)),
);

const editOf = (mutation: Mutation) => mutated(readFileSync(mutation.file, "utf8"), mutation);
let runs: TestRun[] = [];
const runOf = ({ test }: Mutation, mutation?: string) => runs.find((run) => run.mutation === mutation && run.test === test);

/** Why a mutation does not count as killed; undefined where it does. */
function survival(mutation: Mutation): string | undefined {
  if (editOf(mutation) === undefined) return `the text to replace does not occur exactly once in ${mutation.file}: ${mutation.find}`;
  const before = runOf(mutation);
  const after = runOf(mutation, mutation.name);
  if (!before?.passed.includes(mutation.fails))
    return `without the edit "${mutation.fails}" does not pass in ${mutation.test}: ${before?.broken.join("; ") || `tests that pass: ${before?.passed.join(", ")}`}`;
  if (after?.failed.includes(mutation.fails)) return undefined;
  return `the edit is not noticed by "${mutation.fails}": ${after?.broken.join("; ") || `tests that fail: ${after?.failed.join(", ") || "none"}`}`;
}

describe("the table", () => {
  it("is not empty, and every mutation has a name of its own", () => {
    expect(mutations.length).toBeGreaterThan(0);
    const names = allMutations.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });
});

describe("each mutation is noticed by the test that stands for it", () => {
  beforeAll(async () => {
    const applied = mutations.flatMap((mutation) => {
      const code = editOf(mutation);
      return code === undefined ? [] : [{ mutation, code }];
    });
    runs = await runMutations(applied);
    const rows = mutations.map((mutation) => `${survival(mutation) ? "SURVIVED" : "killed  "}  ${mutation.name}  (${mutation.file})`);
    const killed = mutations.filter((mutation) => !survival(mutation)).length;
    console.log([...rows, `${killed} of ${mutations.length} mutations killed`].join("\n"));
  }, 1_400_000);

  it.each(mutations)("$name", (mutation) => {
    expect(survival(mutation)).toBeUndefined();
  });
});
