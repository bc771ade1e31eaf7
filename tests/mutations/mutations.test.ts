import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { allMutations } from "./all.ts";
import { type Edit, editsIn } from "./edits.ts";
import type { Mutation } from "./mutation.ts";
import { runMutations, type Trial } from "./run-mutations.ts";

/** `MUTATIONS=vault` tries only mutations that have this text in their name, place, file or tag; all of them without it. */
const wanted = process.env["MUTATIONS"] ?? "";
/** `MUTATIONS_WITHOUT=evidence/,engine/` leaves out those of files that begin so. */
const without = (process.env["MUTATIONS_WITHOUT"] ?? "").split(",").filter((start) => start !== "");

const edit = editsIn(resolve(import.meta.dirname, "../.."));

/** An edit, or why there is none. */
function attempted(mutation: Mutation): { mutation: Mutation; edit?: Edit; problem?: string } {
  try {
    return { mutation, edit: edit(mutation) };
  } catch (error) {
    return { mutation, problem: (error as Error).message };
  }
}

const attempts = allMutations.map(attempted).filter(({ mutation, edit }) => {
  const text = [mutation.name, mutation.in, mutation.fails, edit?.file, edit?.test].join(" ");
  return text.includes(wanted) && !without.some((start) => edit?.file.startsWith(start));
});
const trials = new Map<string, Trial>();

/** Why a mutation does not count as killed; undefined where it does. */
function survival({ mutation, edit, problem }: (typeof attempts)[number]): string | undefined {
  const trial = trials.get(mutation.name);
  if (!edit || !trial) return problem ?? "it was not tried";
  const { passed, broken } = trial.without;
  if (passed.length === 0) return `without the edit no test with the tag ${mutation.fails} passes (${edit.test}): ${broken.join("; ")}`;
  if (trial.with.failed.some((test) => passed.includes(test))) return undefined;
  return `the edit of ${edit.file} is not noticed by ${mutation.fails} (${edit.test}): ${trial.with.broken.join("; ") || "it passes"}`;
}

describe("the table", () => {
  it("is not empty, and every mutation has a name of its own", () => {
    expect(attempts.length).toBeGreaterThan(0);
    const names = allMutations.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });
});

describe("each mutation is noticed by the test that stands for it", () => {
  beforeAll(async () => {
    const edits = attempts.flatMap(({ edit }) => (edit ? [edit] : []));
    for (const [i, trial] of (await runMutations(edits)).entries()) trials.set(edits[i]!.mutation.name, trial);
    const rows = attempts.map((one) => `${survival(one) ? "SURVIVED" : "killed  "}  ${one.mutation.name}  (${one.edit?.file})`);
    const killed = attempts.filter((one) => !survival(one)).length;
    console.log([...rows, `${killed} of ${attempts.length} mutations killed`].join("\n"));
  });

  it.each(attempts)("$mutation.name", (one) => {
    const why = survival(one);
    expect(why && `${why}\nto repeat it alone: MUTATIONS=${JSON.stringify(one.mutation.name)} npm run test:mutations`).toBeUndefined();
  });
});
