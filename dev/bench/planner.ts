// `npm run bench:planner [-- FILE...]`: published start-ups through this planner, llm-d-planner and aiconfigurator; errors side by side. FILE
// is a log, a CSV or a folder of them, as `modelkeep plan check` takes it; left out, those of the tests. It ends with 1 where another is
// nearer, and with 2 where a file cannot be read.
// MODELKEEP_PLANNERS is a Python that has the two, as dev/bench/planners/install makes one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readStarts } from "../../cli/verbs/start-up-files.ts";
import { type Comparison, compare } from "../../planner/check/compare.ts";
import { findShape } from "../../planner/check/find-shape.ts";
import { percentile } from "../../planner/check/percentiles.ts";
import { table } from "../../terminal/table.ts";
import { type Answer, answers, asked, planners } from "./planners/ask.ts";

const root = join(import.meta.dirname, "../..");
const python = process.env["MODELKEEP_PLANNERS"] ?? join(root, ".engine/planners/bin/python");
if (!existsSync(python)) {
  process.stderr.write(
    `no Python at ${python}; accepted: one that has llm-d-planner and aiconfigurator, named by MODELKEEP_PLANNERS: dev/bench/planners/install makes it\n`,
  );
  process.exit(2);
}

const fixtures = ["vllm-kv-cases.csv", "other-logs.csv", "later-starts.csv"].map((name) => join(root, "tests/planner/fixtures", name));
const named = process.argv.slice(2);
const { starts, errors: unread } = await readStarts(named.length > 0 ? named : fixtures, {});
const cases = starts.flatMap((start) => {
  const found = findShape(...start.names);
  const comparison = compare(start);
  return found && (comparison.pool || comparison.tokensOfPool) && !comparison.missing.includes("parallel layout")
    ? [{ comparison, asked: asked(comparison, found) }]
    : [];
});
const others = planners.map(({ name, script }) => ({
  name,
  said: answers(
    python,
    script,
    cases.map((each) => each.asked),
  ),
}));

/** An error of each planner, this one's first; undefined where it predicts none. */
type Errors = (number | undefined)[];

const off = (predicted: number | undefined, observed: number | null | undefined) =>
  predicted === undefined || !observed ? undefined : predicted / observed - 1;

function errorsOf({ start: { id }, pool, tokensOfPool }: Comparison): { pool: Errors; tokens: Errors; notes: string[] } {
  const said = others.map((other) => other.said.get(id) as Answer);
  return {
    pool: [pool?.error, ...said.map(({ poolGiB }) => off(poolGiB, pool?.observed))],
    tokens: [tokensOfPool?.error, ...said.map((answer) => off(answer.tokensOfPool, tokensOfPool?.observed))],
    notes: said.flatMap(({ error }, at) => (error ? [`${others[at]?.name}: ${error}`] : [])),
  };
}

const percent = (share: number | undefined) =>
  share === undefined ? "-" : Math.abs(share) > 10 ? "> 999%" : `${(share * 100).toFixed(1)}%`;
const errors = cases.map(({ comparison }) => ({ comparison, ...errorsOf(comparison) }));
const names = ["this", ...others.map(({ name }) => name)];

console.log("Errors of the pool, and of the tokens in the pool that was logged\n");
console.log(
  table(
    ["case", "model", "known", ...names.map((name) => `pool ${name}`), ...names.map((name) => `tok. ${name}`)],
    errors.map(({ comparison, pool, tokens }) => [
      comparison.start.id,
      comparison.model,
      comparison.missing.length === 0 ? "yes" : "no",
      ...[...pool, ...tokens].map(percent),
    ]),
    { widths: [14, 24, 5, ...[...names, ...names].map(() => 12)], left: [0, 1, 2] },
  ),
);

/** Comparisons in which the middle error of this planner is not the smallest. */
const worse: string[] = [];

/** Errors of every planner over the cases that a set of them all predict. */
function summary(title: string, rows: Errors[], among: number[]): string {
  const all = rows.filter((row) => among.every((at) => row[at] !== undefined));
  const [middle, high] = [0.5, 0.9].map((share) =>
    among.map((at) =>
      percentile(
        all.map((row) => Math.abs(row[at] as number)),
        share,
      ),
    ),
  ) as [(number | undefined)[], (number | undefined)[]];
  const [own, ...peers] = middle;
  // What is printed alike is alike: no log states more than that.
  if (own === undefined || peers.some((peer) => peer !== undefined && peer < own && percent(peer) !== percent(own))) worse.push(title);
  const each = among.map((at, i) => `${names[at]} ${percent(middle[i])} (${percent(high[i])})`).join(", ");
  return `${title}, ${all.length} cases: ${each}`;
}

console.log("\nMedian error (90th percentile) over the cases that the planners named both, or all, predict");
const known = errors.filter(({ comparison }) => comparison.missing.length === 0);
for (const [title, pick] of [
  ["pool of records that hold all inputs", known.map(({ pool }) => pool)],
  ["pool", errors.map(({ pool }) => pool)],
  [
    "tokens of the logged pool, of records that tell how they cache",
    errors.filter(({ comparison }) => comparison.missingForTokens.length === 0).map(({ tokens }) => tokens),
  ],
] as const)
  for (const among of [
    [0, 1],
    [0, 2],
    [0, 1, 2],
  ])
    console.log(summary(title, pick, among));
console.log("\nWhat the others do not plan");
for (const { comparison, notes } of errors)
  for (const note of notes) console.log(`${comparison.start.id.padEnd(14)} ${note.slice(0, 120)}`);
for (const error of unread) console.error(error);
if (unread.length > 0) process.exitCode = 2;
else if (worse.length > 0) {
  console.error(`\nanother planner is nearer to what was observed: ${worse.join("; ")}`);
  process.exitCode = 1;
}
