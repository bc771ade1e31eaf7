// `npm run bench:planner`: published start-ups through this planner and through llm-d-planner, errors side by side.
// MODELKEEP_PLANNERS is a Python with `pip install "llm-d-planner[estimation]==0.3.3"`.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findModelConfig } from "../../catalog/model-configs.ts";
import { table } from "../../cli/view/table.ts";
import { type Comparison, compare } from "../../planner/check/compare.ts";
import { findShape } from "../../planner/check/find-shape.ts";
import { percentile } from "../../planner/check/percentiles.ts";
import { readTable } from "../../planner/check/read-table.ts";
import { fileBytes } from "../../planner/memory/rank-weights.ts";

const GiB = 1024 ** 3;

/** What the other planner says of one case. */
interface Other {
  id: string;
  poolGiB?: number;
  bytesPerToken?: number;
  error?: string;
}

const python = process.env["MODELKEEP_PLANNERS"];
if (python === undefined) {
  process.stderr.write(
    'MODELKEEP_PLANNERS is missing; accepted is a Python 3.11 or newer with: pip install "llm-d-planner[estimation]==0.3.3"\n',
  );
  process.exit(2);
}

const rows = readTable(readFileSync(join(import.meta.dirname, "../../tests/planner/fixtures/vllm-kv-cases.csv"), "utf8"));
const cases = rows.flatMap((start) => {
  const found = findShape(...start.names);
  const comparison = compare(start);
  return found && (comparison.pool || comparison.tokensOfPool) && !comparison.missing.includes("parallel layout")
    ? [{ start, found, comparison }]
    : [];
});

const asked = cases.map(({ start: { id, gpuGiB, settings }, found }) => ({
  id,
  model: found.repository,
  config: findModelConfig(found.repository)?.config,
  weightsGiB: fileBytes(found.shape) / GiB,
  gpuGiB: gpuGiB ?? 80,
  utilization: settings.utilization ?? 0.9,
  tp: settings.tensorParallel ?? 1,
  pp: settings.pipelineParallel ?? 1,
  maxModelLen: settings.maxModelLen ?? found.shape.maxContext,
}));
const answer = execFileSync(python, [join(import.meta.dirname, "other_planners.py")], {
  input: asked.map((each) => JSON.stringify(each)).join("\n"),
  encoding: "utf8",
  stdio: ["pipe", "pipe", "ignore"],
});
const others = new Map(
  answer
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Other)
    .map((other) => [other.id, other]),
);

const percent = (share: number | undefined) =>
  share === undefined ? "-" : Math.abs(share) > 10 ? "> 999%" : `${(share * 100).toFixed(1)}%`;
const off = (predicted: number | undefined, observed: number | null) =>
  predicted === undefined || observed === null ? undefined : predicted / observed - 1;

/** Errors of both planners of one case: the pool, and the tokens that the logged pool holds. */
function errorsOf({ start: { id, observed }, pool, tokensOfPool }: Comparison) {
  const other = others.get(id);
  const theirTokens = other?.bytesPerToken && observed.kvGiB !== null ? (observed.kvGiB * GiB) / other.bytesPerToken : undefined;
  return {
    pool: pool?.error,
    theirPool: pool ? off(other?.poolGiB, observed.kvGiB) : undefined,
    tokens: tokensOfPool?.error,
    theirTokens: tokensOfPool ? off(theirTokens, observed.tokens) : undefined,
    note: other?.error ?? "",
  };
}

const errors = cases.map(({ comparison }) => ({ comparison, ...errorsOf(comparison) }));
const printed = errors.map(({ comparison, ...error }) => [
  comparison.start.id,
  comparison.model,
  comparison.family,
  ...[error.pool, error.theirPool, error.tokens, error.theirTokens].map(percent),
  error.note,
]);
console.log(
  table(["case", "model", "family", "pool", "llm-d", "tokens", "llm-d", "it says"], printed, {
    widths: [5, 30, 7, 8, 8, 8, 8, 20],
    left: [0, 1, 2, 7],
  }),
);
for (const [name, pick] of [
  ["pool", "pool"],
  ["tokens of the logged pool", "tokens"],
] as const) {
  const both = errors.flatMap((error) => {
    const [ours, theirs] = pick === "pool" ? [error.pool, error.theirPool] : [error.tokens, error.theirTokens];
    return ours === undefined || theirs === undefined ? [] : [[Math.abs(ours), Math.abs(theirs)] as const];
  });
  const middle = (at: 0 | 1, share: number) =>
    percent(
      percentile(
        both.map((pair) => pair[at]),
        share,
      ),
    );
  console.log(
    `${name}, ${both.length} cases that both predict: median ${middle(0, 0.5)} against ${middle(1, 0.5)}, 90th percentile ${middle(0, 0.9)} against ${middle(1, 0.9)}`,
  );
}
