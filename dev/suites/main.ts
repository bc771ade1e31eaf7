// `npm run test:landing`: what must hold of every change. `npm run test:all`: everything there is. `node dev/suites/main.ts NAME ...`: some.
// Goes on after a suite that fails, so that one run tells of all; ends with a line for each.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "../../terminal/table.ts";
import { runSuite, type SuiteRun } from "./run-suite.ts";
import { type Suite, suites } from "./suites.ts";

/** Suites that are asked for by `landing`, `all`, or their scripts, and those that are not. */
function chosen(asked: readonly string[]): Suite[] {
  const unknown = asked.filter((name) => !["landing", "all"].includes(name) && !suites.some(({ script }) => script === name));
  if (asked.length === 0 || unknown.length > 0) {
    const names = suites.map(({ script }) => script).join(", ");
    console.error(`suites: ${unknown[0] ?? "nothing"} is not a suite; accepted: landing, all, ${names}`);
    process.exit(2);
  }
  return suites.filter(
    ({ script, when }) => asked.includes(script) || asked.includes("all") || (asked.includes("landing") && when === "landing"),
  );
}

const seconds = (value: number | undefined) => (value === undefined ? "-" : value.toFixed(0));
const asked = process.argv.slice(2);
const all = asked.includes("all");
const without = asked.filter((name) => name.startsWith("--without=")).map((name) => name.slice("--without=".length));
const wanted = chosen(asked.filter((name) => !name.startsWith("--"))).filter(({ script }) => !without.includes(script));

const logs = mkdtempSync(join(tmpdir(), "modelkeep-suites-"));
const begun = wanted
  .filter(({ waits }) => waits)
  .map((suite) => {
    console.log(`\n== ${suite.script}, while the others run: ${suite.finds}`);
    const log = join(logs, suite.script.replaceAll(":", "-"));
    return { suite, log, run: runSuite(suite, all, log) };
  });
const runs: SuiteRun[] = [];
for (const suite of wanted.filter(({ waits }) => !waits)) {
  console.log(`\n== ${suite.script}: ${suite.finds}`);
  runs.push(await runSuite(suite, all));
}
for (const { suite, log, run } of begun) {
  runs.push(await run);
  console.log(`\n== ${suite.script}: what it printed\n${existsSync(log) ? readFileSync(log, "utf8") : ""}`);
}
rmSync(logs, { recursive: true });

console.log("\n== what was run");
console.log(
  table(
    ["suite", "wall s", "CPU s", "result"],
    runs.map(({ suite, wallSeconds, cpuSeconds, failed }) => [
      suite.script,
      seconds(wallSeconds),
      seconds(cpuSeconds),
      failed ? "failed" : "passed",
    ]),
    { widths: [16, 8, 8, 8], left: [0, 3] },
  ),
);
for (const { script, finds } of suites.filter((suite) => !wanted.includes(suite)))
  console.log(`left out: ${script} (${finds}) npm run ${script}`);
if (wanted.some(({ when }) => when === "landing") && !all)
  console.log("left out: parts of tables, which docs/testing.md names; npm run test:all tries them whole");
const failures = runs.filter(({ failed }) => failed);
for (const { suite, failed, failures: texts } of failures) {
  console.log(`${suite.script}: ${failed}\n  to repeat: npm run ${suite.script}`);
  if (texts !== "") console.log(texts.replace(/^/gm, "  "));
}
console.log(`${runs.length - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
