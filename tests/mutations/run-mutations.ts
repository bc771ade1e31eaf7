import { resolve } from "node:path";
import { createVitest, type TestModule } from "vitest/node";
import { limits } from "../support/limits.ts";
import { editedModules, moduleUnder } from "./edited-modules.ts";
import type { Edit } from "./edits.ts";

/** How the tests that carry a tag went: with one edit, or without any. */
export interface TestRun {
  /** Full names of tests that passed. */
  passed: string[];
  /** Full names of tests that failed by what they assert or by an error in them. */
  failed: string[];
  /** What kept tests from an end of their own: the file does not load, or minutes are over. */
  broken: string[];
}

/** What became of a mutation. */
export interface Trial {
  without: TestRun;
  with: TestRun;
}

const root = resolve(import.meta.dirname, "../..");
const outOfTime = /^(Test|Hook) timed out in /;

function runOf(module: TestModule | undefined, tag: string): TestRun {
  const tests = [...(module?.children.allTests() ?? [])].filter((test) => test.options.tags?.includes(tag));
  const errorsOf = (test: (typeof tests)[number]) => (test.result().errors ?? []).map(({ message }) => message);
  const late = (test: (typeof tests)[number]) => errorsOf(test).some((message) => outOfTime.test(message));
  const named = (state: string) => tests.filter((test) => test.result().state === state && !late(test)).map((test) => test.fullName);
  return {
    passed: named("passed"),
    failed: named("failed"),
    broken: [...(module?.errors() ?? []).map(({ message }) => message), ...tests.filter(late).flatMap(errorsOf)],
  };
}

/**
 * Runs for each edit the test that must notice it, and once for each test without any edit. All are one Vitest run whose workers keep
 * what they loaded; a test without an edit comes after those with one, so that it also shows where one of them left something behind.
 */
export async function runMutations(edits: readonly Edit[]): Promise<Trial[]> {
  const tags = [...new Set(edits.map(({ mutation }) => mutation.fails))];
  const vitest = await createVitest(
    {
      root,
      config: false,
      watch: false,
      reporters: [{}],
      isolate: false,
      maxWorkers: "100%",
      // The cache of transformed modules is keyed by the source on disk: it would answer one mutation with the code of another.
      fsModuleCache: false,
      // A test that ends by these is no verdict either.
      testTimeout: limits.longTest,
      hookTimeout: limits.longTest,
      update: false,
      globalSetup: ["tests/support/once-per-run.ts"],
      tags: tags.map((name) => ({ name })),
      strictTags: false,
    },
    { plugins: [editedModules(root, edits)] },
  );
  await vitest.standalone();
  const project = vitest.getRootProject();
  const tagged = [...edits.entries()].map(([number, { mutation, test }]) =>
    project.createSpecification(moduleUnder(resolve(root, test), number), { testTagsFilter: [mutation.fails] }),
  );
  const plain = [...Map.groupBy(edits, ({ test }) => test)].map(([test, own]) => {
    const needed = [...new Set(own.map(({ mutation }) => mutation.fails))];
    return project.createSpecification(resolve(root, test), { testTagsFilter: [needed.join(" or ")] });
  });
  const byFile = plain.flatMap((one) => [...tagged.filter(({ moduleId }) => moduleId.split("?")[0] === one.moduleId), one]);
  await vitest.runTestSpecifications(byFile);
  const trials = edits.map(({ mutation, test }, number): Trial => {
    const unedited = plain.find(({ moduleId }) => moduleId === resolve(root, test));
    return { without: runOf(unedited?.testModule, mutation.fails), with: runOf(tagged[number]!.testModule, mutation.fails) };
  });
  await vitest.close();
  return trials;
}
