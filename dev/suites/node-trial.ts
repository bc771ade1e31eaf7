import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { type NodeTrial, nodeTrialSchema } from "../../catalog/node-trial.ts";
import { objectFilesDigest } from "../../evidence/release/object-files.ts";

const root = resolve(import.meta.dirname, "../..");
/** Before the id of a control in the tag of a test that shows it. */
const prefix = "shows-";

/** Names the file of a run that is to be recorded. */
export const recordVariable = "MODELKEEP_RECORD";

/** A test as a record needs it. */
export interface TriedTest {
  title: string;
  tags: readonly string[];
  state: string;
}

/** What the suite ran on: written by its setup when the node is up, read when its tests have ended. */
export type RunsOn = Pick<NodeTrial, "stack" | "on">;

/** The tests of a run as a record: one that ran and did not pass has failed, one that did not run was not tried. */
export function recordOf(tests: readonly TriedTest[], runsOn: RunsOn, date: string, program: string): NodeTrial {
  return nodeTrialSchema.parse({
    date,
    stack: runsOn.stack,
    program,
    on: runsOn.on,
    trials: tests.map(({ title, tags, state }) => ({
      promise: title,
      controls: tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length)),
      result: state === "passed" ? "held" : state === "failed" ? "failed" : "not tried",
    })),
  });
}

/** Files of the suite that are not among those that ran: a record of the others would have every promise held. */
export function untried(ran: readonly string[], folder = join(root, "tests/node")): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".node.test.ts") && !ran.includes(join(folder, name)));
}

/** `MODELKEEP_RECORD=FILE npm run test:node`: the suite writes into the file what it ran on, and the run becomes the record of the kit. */
export default class NodeTrialRecord implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const from = process.env[recordVariable];
    const tests = modules
      .filter(({ project }) => project.name === "node")
      // Files run beside each other, and end in another order each time.
      .toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
      .flatMap((module) => [...module.children.allTests()])
      .map((test) => ({ title: test.fullName.replaceAll(" > ", ": "), tags: test.tags, state: test.result().state }));
    if (from === undefined || tests.length === 0) return;
    const missing = untried(modules.map(({ moduleId }) => moduleId));
    if (missing.length > 0) {
      console.error(`no record is made of a part of the suite: ${missing.join(", ")} did not run`);
      process.exitCode ||= 1;
      return;
    }
    const runsOn = JSON.parse(readFileSync(from, "utf8")) as RunsOn;
    const trial = recordOf(tests, runsOn, new Date().toISOString().slice(0, 10), objectFilesDigest(root));
    writeFileSync(join(root, "catalog/data/node-trial.json"), `${JSON.stringify({ trial }, undefined, 2)}\n`);
  }
}
