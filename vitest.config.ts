import { defineConfig } from "vitest/config";
import { filesAtATime, StartOrder } from "./tests/node/support/start-order.ts";
import { limits } from "./tests/support/limits.ts";

const short = { testTimeout: limits.test, hookTimeout: limits.test };
const long = { testTimeout: limits.longTest, hookTimeout: limits.longTest };

/** One load of the SDK for each worker instead of each file, on every core; the recorder starts every program afresh. */
const shared = { globalSetup: ["tests/support/once-per-run.ts"], isolate: false, maxWorkers: "100%" };

export default defineConfig({
  test: {
    reporters: ["default", "dev/suites/closing-lines.ts", "dev/suites/told-failures.ts", "dev/suites/node-trial.ts"],
    teardownTimeout: limits.test,
    // A tag is the name by which a mutation knows the test that must notice it; tests/mutations checks them.
    strictTags: false,
    sequence: { sequencer: StartOrder },
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/**/*.{engine,program,browser,scanner,vllm,served,node}.test.ts", "tests/mutations/**"],
          ...shared,
          ...short,
        },
      },
      // Whole programs in process, several runs in each file: apart, so that the unit tests stay quick.
      { test: { name: "program", include: ["tests/**/*.program.test.ts"], ...shared, ...long } },
      // The evidence report and the page of a plan in Chromium: `MODELKEEP_CHROMIUM`, or the one on PATH.
      {
        test: {
          name: "browser",
          include: ["tests/**/*.browser.test.ts"],
          ...long,
          fileParallelism: false,
        },
      },
      // vLLM's own argument parser reads every rendered command line; its install is several GB, so this is no part of CI.
      { test: { name: "vllm", include: ["tests/**/*.vllm.test.ts"], ...long } },
      // A real vLLM without a GPU, confined as in a keep: one server at a time, as each takes the machine's cores and gigabytes.
      { test: { name: "served", include: ["tests/**/*.served.test.ts"], ...long, fileParallelism: false } },
      // trivy and conftest over exported plans and manifests; both take minutes to build.
      { test: { name: "scanner", include: ["tests/**/*.scanner.test.ts"], ...shared, ...long } },
      // A real node with a keep on it for all files, which take turns with it, and keeps that files bring; see tests/node/support/setup.ts.
      {
        test: {
          name: "node",
          include: ["tests/**/*.node.test.ts"],
          ...long,
          globalSetup: ["tests/node/support/setup.ts"],
          setupFiles: ["tests/node/support/each-file.ts"],
          maxWorkers: filesAtATime,
        },
      },
      // Makes harmful edits in memory and expects the unit tests to notice each; see tests/mutations/mutation.ts.
      { test: { name: "mutation", include: ["tests/mutations/**/*.test.ts"], ...long, maxWorkers: "100%" } },
      // These start the real Pulumi CLI, its providers and emulators, and wait for them: three files at a time keep two cores busy.
      {
        test: {
          name: "engine",
          include: ["tests/**/*.engine.test.ts"],
          ...long,
          globalSetup: ["tests/support/once-per-run.ts"],
          maxWorkers: 3,
        },
      },
    ],
  },
});
