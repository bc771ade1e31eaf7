import { defineConfig } from "vitest/config";

/** One load of the SDK for each worker instead of each file, on every core; the recorder starts every program afresh. */
const shared = { globalSetup: ["tests/support/once-per-run.ts"], testTimeout: 60_000, isolate: false, maxWorkers: "100%" };

export default defineConfig({
  test: {
    strictTags: false,
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/**/*.{engine,program,browser,vllm}.test.ts", "tests/mutations/**"],
          ...shared,
        },
      },
      // Whole programs in process, several runs in each file: apart, so that the unit tests stay quick.
      { test: { name: "program", include: ["tests/**/*.program.test.ts"], ...shared } },
      // The evidence report and the page of a plan in Chromium: `MODELKEEP_CHROMIUM`, or the one on PATH.
      {
        test: {
          name: "browser",
          include: ["tests/**/*.browser.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      // vLLM's own argument parser reads every rendered command line; its install is several GB, so this is no part of CI.
      { test: { name: "vllm", include: ["tests/**/*.vllm.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 } },
      // Makes harmful edits in memory and expects the unit tests to notice each; see tests/mutations/mutation.ts.
      { test: { name: "mutation", include: ["tests/mutations/**/*.test.ts"] } },
      // These start the real Pulumi CLI, its providers and emulators: one file at a time on a small machine.
      {
        test: {
          name: "engine",
          include: ["tests/**/*.engine.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
