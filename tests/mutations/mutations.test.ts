import { beforeAll, describe, expect, it } from "vitest";
import { allMutations } from "./all.ts";
import { declarationNamed } from "./declarations.ts";
import { type Applied, mutated } from "./mutated.ts";
import type { Mutation } from "./mutation.ts";
import { runMutations } from "./run-mutations.ts";
import { taggedTests, testWithTag } from "./tagged-tests.ts";

/** `MUTATIONS=vault` tries only mutations that have this text in their name, file, declaration or tag; all of them without it. */
const wanted = process.env["MUTATIONS"] ?? "";
/** `MUTATIONS_WITHOUT=evidence/,engine/` leaves out those of files that begin so. */
const without = (process.env["MUTATIONS_WITHOUT"] ?? "").split(",").filter((start) => start !== "");

/** Where a declaration is; nothing where the table is wrong, which the test of that mutation says. */
function fileOf(mutation: Mutation): string {
  try {
    return declarationNamed(mutation.in).file;
  } catch {
    return "";
  }
}
const mutations = allMutations.filter((mutation) => {
  const file = fileOf(mutation);
  return `${mutation.name} ${file} ${mutation.in} ${mutation.fails}`.includes(wanted) && !without.some((start) => file.startsWith(start));
});

let runs: Awaited<ReturnType<typeof runMutations>>;

/** Why a mutation does not count as killed; undefined where it does. */
function survival(mutation: Mutation): string | undefined {
  try {
    mutated(mutation);
    testWithTag(mutation.fails);
  } catch (error) {
    return (error as Error).message;
  }
  const before = runs.before.get(mutation.fails);
  const after = runs.after.get(mutation.name)?.get(mutation.fails);
  if (!before || before.passed === 0 || before.failed > 0)
    return `without the edit the tests with the tag ${mutation.fails} do not pass: ${before?.broken.join("; ") || `${before?.failed ?? 0} fail`}`;
  if (after && after.failed > 0) return undefined;
  return `the edit is not noticed by the tests with the tag ${mutation.fails}: ${after?.broken.join("; ") || "all pass"}`;
}

describe("the table", () => {
  it("is not empty, and every mutation has a name of its own", () => {
    expect(mutations.length).toBeGreaterThan(0);
    const names = allMutations.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });

  it("names every tag of a test: a tag that stands for no mutation is a leftover", () => {
    const named = new Set(allMutations.map(({ fails }) => fails));
    expect([...taggedTests().keys()].filter((tag) => !named.has(tag))).toEqual([]);
  });
});

describe("each mutation is noticed by the test that stands for it", () => {
  beforeAll(async () => {
    const applied = mutations.flatMap((mutation): Applied[] => {
      try {
        testWithTag(mutation.fails);
        return [mutated(mutation)];
      } catch {
        return [];
      }
    });
    runs = await runMutations(applied);
    const survived = mutations.filter((mutation) => survival(mutation));
    const rows = survived.map(({ name }) => `SURVIVED  ${name}\n  to repeat: MUTATIONS=${JSON.stringify(name)} npm run test:mutations`);
    console.log([...rows, `${mutations.length - survived.length} of ${mutations.length} mutations killed`].join("\n"));
  });

  it.each(mutations)("$name", (mutation) => {
    expect(survival(mutation)).toBeUndefined();
  });
});
