import { join, resolve } from "node:path";
import { createVitest } from "vitest/node";
import { limits } from "../support/limits.ts";
import type { Applied } from "./mutated.ts";
import { tagsOf, testWithTag } from "./tagged-tests.ts";

/** How the tests of one tag went. */
export interface TestRun {
  passed: number;
  failed: number;
  /** What kept the file from running at all, for example that the edit does not parse. */
  broken: string[];
}

const root = resolve(import.meta.dirname, "../..");
const options = {
  // The cache of transformed modules is keyed by the source on disk: it would answer one mutation with the code of another.
  fsModuleCache: false,
  testTimeout: limits.longTest,
  hookTimeout: limits.longTest,
  strictTags: false,
  setupFiles: [join(import.meta.dirname, "only-tagged.ts")],
};

/** Runs the tests of the tags as they are: all in one project, which loads every module once. */
const unmutated = (tags: readonly string[]) => ({
  root,
  test: { name: "unmutated", include: [...new Set(tags.map(testWithTag))], provide: { tags }, ...options, isolate: false },
});

/** A project that loads the edited file from memory: the working tree stays as it is. */
function projectFor({ mutation: { name, fails }, file, code }: Applied) {
  const path = resolve(root, file);
  const load = (id: string) => (id.split("?")[0] === path ? code : undefined);
  const plugins = [{ name: "mutation", enforce: "pre" as const, load }];
  const test = { name, include: [testWithTag(fails)], env: { MODELKEEP_MUTATED: file }, provide: { tags: [fails] }, ...options };
  return { root, plugins, test };
}

/** As many projects as one Vitest run holds in memory: each has its own modules. */
const batchSize = 60;

/** How a project's tests went, by their tags. */
export type Outcome = ReadonlyMap<string, TestRun>;

/**
 * Runs the tests of every tag that the mutations name: once as they are, and once for each mutation.
 * Many of them are one Vitest run with a project for each, so that they spread over the cores.
 */
export async function runMutations(mutations: readonly Applied[]): Promise<{ before: Outcome; after: ReadonlyMap<string, Outcome> }> {
  const tags = [...new Set(mutations.map(({ mutation }) => mutation.fails))];
  const before = (await run([unmutated(tags)])).get("unmutated") ?? new Map();
  const after = new Map<string, Outcome>();
  const projects = mutations.map(projectFor);
  for (let start = 0; start < projects.length; start += batchSize)
    for (const [name, outcome] of await run(projects.slice(start, start + batchSize))) after.set(name, outcome);
  return { before, after };
}

async function run(projects: (ReturnType<typeof projectFor> | ReturnType<typeof unmutated>)[]): Promise<Map<string, Outcome>> {
  const vitest = await createVitest({ root, config: false, watch: false, reporters: [{}], maxWorkers: "100%", projects });
  await vitest.start();
  const outcomes = new Map<string, Map<string, TestRun>>();
  for (const module of vitest.state.getTestModules()) {
    const outcome = outcomes.get(module.project.name) ?? new Map<string, TestRun>();
    outcomes.set(module.project.name, outcome);
    const of = (tag: string) => {
      const known = outcome.get(tag) ?? { passed: 0, failed: 0, broken: [] };
      outcome.set(tag, known);
      return known;
    };
    for (const test of module.children.allTests())
      for (const tag of test.tags) {
        const { state } = test.result();
        if (state === "passed" || state === "failed") of(tag)[state]++;
      }
    for (const tag of tagsOf(module.moduleId)) of(tag).broken.push(...module.errors().map((error) => error.message));
  }
  await vitest.close();
  return outcomes;
}
