import { resolve } from "node:path";
import { createVitest } from "vitest/node";
import type { Mutation } from "./mutation.ts";

/** How the tests of one file went. */
export interface TestRun {
  /** The mutation's name; undefined for the run without one. */
  mutation: string | undefined;
  /** Test file, from the repository root. */
  test: string;
  /** Full names. */
  passed: string[];
  /** Full names. */
  failed: string[];
  /** What kept the file from running at all, for example that the edit does not parse. */
  broken: string[];
}

const root = resolve(import.meta.dirname, "../..");
const unmutated = "unmutated";
// The cache of transformed modules is keyed by the source on disk: it would answer one mutation with the code of another.
const options = { fsModuleCache: false, testTimeout: 30_000, hookTimeout: 30_000 };

/** A project that loads the edited file as `code`, in memory: the working tree stays as it is. */
function projectFor({ name, file, test }: Mutation, code: string) {
  const path = resolve(root, file);
  const load = (id: string) => (id.split("?")[0] === path ? code : undefined);
  return { root, plugins: [{ name: "mutation", enforce: "pre" as const, load }], test: { name, include: [test], ...options } };
}

/** An edit of the program, and the source of its file after it. */
export interface Applied {
  mutation: Mutation;
  code: string;
}

/** As many projects as one Vitest run holds in memory: each has its own modules. */
const batchSize = 60;

/**
 * Runs every test file that the mutations name: once as it is, and once for each mutation.
 * Many of them are one Vitest run with a project for each, so that they spread over the cores.
 */
export async function runMutations(mutations: readonly Applied[]): Promise<TestRun[]> {
  const byTest = mutations.toSorted((a, b) => a.mutation.test.localeCompare(b.mutation.test));
  const runs: TestRun[] = [];
  for (let start = 0; start < byTest.length; start += batchSize) runs.push(...(await runBatch(byTest.slice(start, start + batchSize))));
  return runs;
}

async function runBatch(mutations: readonly Applied[]): Promise<TestRun[]> {
  const files = [...new Set(mutations.map(({ mutation }) => mutation.test))];
  const baseline = { root, test: { name: unmutated, include: files, ...options } };
  const projects = [baseline, ...mutations.map(({ mutation, code }) => projectFor(mutation, code))];
  const vitest = await createVitest({ root, config: false, watch: false, reporters: [{}], maxWorkers: "100%", projects });
  await vitest.start();
  const runs = vitest.state.getTestModules().map((module): TestRun => {
    const tests = [...module.children.allTests()];
    const named = (state: string) => tests.filter((test) => test.result().state === state).map((test) => test.fullName);
    return {
      mutation: module.project.name === unmutated ? undefined : module.project.name,
      test: module.relativeModuleId,
      passed: named("passed"),
      failed: named("failed"),
      broken: module.errors().map((error) => error.message),
    };
  });
  await vitest.close();
  return runs;
}
