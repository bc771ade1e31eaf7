import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./fault.ts";

/** Milliseconds after which a run hangs rather than works: that of the node's files together takes ten minutes. */
const limit = 1_800_000;

/** How the tests of one file went. */
export interface FileRun {
  /** From the root of the tree. */
  file: string;
  failed: readonly string[];
  passed: boolean;
}

interface Report {
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

const running = new Set<ChildProcess>();

/** Milliseconds in which Vitest may take down the servers that its tests have started, which are in groups of their own. */
const patience = 30_000;

/** Asks Vitest to end, and ends it and its workers where it does not. */
export async function endTests(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGINT");
      await Promise.race([closed, sleep(patience, undefined, { ref: false })]);
      kill(child);
    }),
  );
}

/** Ends a run with its workers, if it is still there. */
function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Runs test files of one project, or the tests in them with these titles, in a tree by Vitest, in processes of its own, so that nothing is left in memory of the code before.
 * @returns a result for each file that it says something of, and what it printed
 */
export async function runTests(
  tree: string,
  project: Fault["project"],
  files: readonly string[],
  titles: readonly (string | undefined)[] = [],
): Promise<{ runs: FileRun[]; printed: string }> {
  const report = join(tree, "faults.json");
  rmSync(report, { force: true });
  const only = titles.length === 0 || titles.includes(undefined) ? [] : ["-t", titles.join("|")];
  const args = ["run", "--project", project, "--reporter=json", `--outputFile=${report}`, ...files, ...only];
  const printed = await ended(tree, ["node_modules/vitest/vitest.mjs", ...args]);
  return { runs: read(report, tree), printed };
}

/** Resolves with what a script printed, once it has ended or was ended. Its group is its own, so that its workers end with it. */
function ended(cwd: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
    const late = setTimeout(() => kill(child), limit);
    const end = () => {
      clearTimeout(late);
      running.delete(child);
    };
    child.on("error", (error) => {
      end();
      reject(error);
    });
    child.on("close", () => {
      end();
      resolve(printed);
    });
  });
}

function read(report: string, tree: string): FileRun[] {
  let text: string;
  try {
    text = readFileSync(report, "utf8");
  } catch {
    return [];
  }
  return (JSON.parse(text) as Report).testResults.map(({ name, status, assertionResults }) => ({
    file: relative(tree, name),
    failed: assertionResults.filter((test) => test.status === "failed").map(({ fullName }) => fullName),
    passed: status === "passed",
  }));
}
