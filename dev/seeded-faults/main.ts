// `npm run faults [-- TEXT]`: puts one mistake after the other into a copy of the working tree and has the suite of the landing find it, by the
// test file that must. TEXT tries those alone that have it in their name, place, project or test file.
import { copiedTree } from "./copied-tree.ts";
import { faultsIn, withEdit } from "./edited.ts";
import type { Fault } from "./fault.ts";
import { faults } from "./faults.ts";
import { keptNode, upFailed } from "./kept-node.ts";
import { endTests, runTests } from "./run-tests.ts";

const placeOf = (fault: Fault) => ("in" in fault ? fault.in : fault.file);
const wanted = process.argv[2] ?? "";
// A node takes root, and each fault an update of a whole keep: they are tried when they are asked for.
const chosen = faults.filter(
  (fault) =>
    [fault.name, placeOf(fault), fault.project, fault.test].join(" ").includes(wanted) && (wanted !== "" || fault.project !== "node"),
);
if (chosen.length === 0) {
  console.error(`faults: none has "${wanted}" in its name, place, project or test file`);
  process.exit(2);
}

const tree = copiedTree();
const node = chosen.some(({ project }) => project === "node") ? keptNode() : undefined;
const editOf = faultsIn(tree.folder);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, async () => {
    await endTests();
    node?.end();
    tree.remove();
    process.exit(130);
  });

const secondsSince = (start: number) => (performance.now() - start) / 1000;
const line = (what: string, seconds: number, fault: Fault) =>
  console.log(`${what.padEnd(9)}  ${seconds.toFixed(0).padStart(4)} s  ${fault.project.padEnd(7)}  ${fault.name}  (${placeOf(fault)})`);

/** Why a test file says nothing of a fault: it fails without one. */
async function failing(project: Fault["project"], those: readonly Fault[]): Promise<string[]> {
  const files = [...new Set(those.map(({ test }) => test))];
  const { runs, printed } = await runTests(tree.folder, project, files, project === "node" ? those.map(({ title }) => title) : []);
  const bad = files.filter((file) => !runs.some((run) => run.file === file && run.passed));
  if (bad.length > 0) console.log(printed.trimEnd());
  return bad.map((file) => `${file}: ${runs.find((run) => run.file === file)?.failed.join("; ") || "it does not run"}`);
}

/** Why a fault does not count as found; undefined where it does. */
async function missed(fault: Fault): Promise<string | undefined> {
  const { runs, printed } = await runTests(tree.folder, fault.project, [fault.test], [fault.title]);
  if (fault.project === "node" && printed.includes(upFailed)) return undefined;
  const run = runs.find(({ file }) => file === fault.test);
  if (run === undefined) return `${fault.test} says nothing`;
  if (run.failed.length > 0) return undefined;
  return run.passed ? `${fault.test} passes` : `${fault.test} does not run, so no test of it fails`;
}

const tried = async (fault: Fault) => withEdit(tree.folder, editOf(fault), () => missed(fault));

const started = performance.now();
const problems: string[] = [];
try {
  for (const [project, those] of Map.groupBy(chosen, (fault) => fault.project)) {
    const start = performance.now();
    problems.push(...(await failing(project, those)).map((why) => `without a fault ${why}`));
    console.log(`test files of ${project} without a fault: ${secondsSince(start).toFixed(0)} s`);
  }
  for (const fault of problems.length > 0 ? [] : chosen) {
    const start = performance.now();
    const why = await tried(fault).catch((error: Error) => error.message);
    line(why === undefined ? "found" : "NOT FOUND", secondsSince(start), fault);
    if (why !== undefined) problems.push(`${fault.name}: ${why}`);
  }
} finally {
  node?.end();
  tree.remove();
}
for (const problem of problems) console.log(problem);
console.log(
  `${chosen.length - Math.min(problems.length, chosen.length)} of ${chosen.length} faults found, ${secondsSince(started).toFixed(0)} s`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
