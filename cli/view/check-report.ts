import type { Comparison } from "../../planner/check/compare.ts";
import type { Measure } from "../../planner/check/measure.ts";
import { type Percentiles, percentilesOf } from "../../planner/check/percentiles.ts";
import { countVerdicts, type FitCount } from "../../planner/check/verdict.ts";
import type { Paint } from "../../terminal/paint.ts";
import { table } from "../../terminal/table.ts";

/** A number of GiB or of tokens, as it is printed. */
const gib = (value: number) => value.toFixed(2);
const count = (value: number) => Math.round(value).toLocaleString("en-US");

/** A share in percent; beyond ten times the observed value it is not a useful number. */
const percent = (share: number, sign = true) => {
  if (Math.abs(share) > 10) return share > 0 ? "> 999%" : "< -999%";
  return `${sign && share >= 0 ? "+" : ""}${(share * 100).toFixed(1)}%`;
};

/** Predicted, observed and error of one measure; dashes where there is none. */
const cells = (measure: Measure | null, print: (value: number) => string, mark = "") =>
  measure ? [print(measure.predicted), print(measure.observed), `${percent(measure.error)}${mark}`] : ["-", "-", "-"];

/** The tokens to show: those of the configuration, else those of the logged pool, with a mark. */
function tokenCells({ tokens, tokensOfPool, needed }: Comparison): string[] {
  if (tokens) return cells(tokens, count);
  if (tokensOfPool) return cells(tokensOfPool, count, "*");
  return needed ? cells(needed, (value) => `${gib(value)} GiB`, "+") : cells(null, count);
}

/**
 * Predictions and logs, for a terminal: a row for each start-up, the inputs it lacks, and percentiles by architecture.
 * @returns text that ends in a line break
 */
export function checkReport(comparisons: Comparison[], paint: Paint): string {
  const rows = comparisons.map((comparison) => {
    const { start, model, family, missing, missingForTokens } = comparison;
    const known = missing.length === 0 ? "" : missingForTokens.length === 0 ? "part" : "no";
    return [start.id, model, family, ...cells(comparison.pool, gib), ...tokenCells(comparison), known || "yes"];
  });
  const head = ["case", "model", "family", "pool GiB", "seen", "error", "tokens", "seen", "error", "known"];
  const lines = [
    paint("bold", "Predicted from the configuration, next to what vLLM printed"),
    "",
    table(head, rows, { widths: [10, 22, 7, 8, 7, 8, 11, 11, 8, 5], left: [0, 1, 2] }),
    "* tokens of the logged pool    + GiB of one request of maximum length",
    "known: whether all inputs of the prediction are recorded (yes), those of the cache only (part), or fewer (no)",
    "",
    ...explanations(comparisons, paint),
    ...fitLines(comparisons, paint),
    paint("bold", "Errors of the cases whose inputs are known"),
    "",
    percentileTable(percentilesOf(comparisons)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What each case lacks, and what was assumed or looks odd. */
function explanations(comparisons: Comparison[], paint: Paint): string[] {
  const lines = comparisons.flatMap(({ start, missing, missingForTokens, fit, notes }) => {
    const lacks = [...new Set([...missing, ...missingForTokens])];
    const all = [...refusalLines(start, fit), ...(lacks.length > 0 ? [`missing: ${lacks.join(", ")}`] : []), ...notes];
    return all.map((note, at) => `${(at === 0 ? start.id : "").padEnd(10)} ${note}`);
  });
  return lines.length === 0 ? [] : [paint("bold", "What is missing or odd"), "", ...lines, ""];
}

/** A refusal as logged, and the verdict where the plan has one; for a start-up that the plan would have refused, only the verdict. */
function refusalLines({ refusal }: Comparison["start"], fit: Comparison["fit"]): string[] {
  if (refusal?.kind === "GPU in use")
    return [`vLLM refused to start because the GPU was in use, which does not concern the plan: ${refusal.said}`];
  if (fit && (fit.vllm === "refused" || !fit.right)) return [`${fit.sentence}${refusal ? ` (${refusal.kind}: ${refusal.said})` : ""}`];
  return refusal ? [`vLLM refused to start (${refusal.kind}: ${refusal.said}); the record is not enough to make a plan`] : [];
}

/** How often the plan agrees with vLLM on what starts and what is refused. */
function fitLines(comparisons: Comparison[], paint: Paint): string[] {
  const { all, refused } = countVerdicts(comparisons.map(({ fit }) => fit));
  const share = ({ right, of }: FitCount) => `${right} of ${of}`;
  const part = refused.of === 0 ? "" : `; of refusals ${share(refused)}`;
  return all.of === 0 ? [] : [`${paint("bold", "Fit predicted correctly:")} ${share(all)}${part}`, ""];
}

/** Percentiles as a table. */
export function percentileTable(percentiles: Percentiles[]): string {
  if (percentiles.length === 0) return "no case has all its inputs";
  const rows = percentiles.map(({ family, measure, cases, median, p90, worst }) => [
    family,
    measure,
    String(cases),
    ...[median, p90, worst].map((share) => percent(share, false)),
  ]);
  return table(["family", "measure", "cases", "median", "p90", "worst"], rows, { widths: [12, 20, 6, 8, 8, 8], left: [0, 1] });
}
