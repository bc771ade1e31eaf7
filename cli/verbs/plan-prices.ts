import { Command } from "commander";
import { type DatedPrice, datedPrices, staleAfterDays } from "../../planner/cost/price-age.ts";
import { type Paint, paintFor } from "../../terminal/paint.ts";
import { table } from "../../terminal/table.ts";
import { guarded, USAGE_ERROR } from "../guarded.ts";
import { openProjectIfAny } from "../project.ts";

interface Options {
  json?: boolean;
  olderThan?: string;
}

/** `modelkeep plan prices`: every price of the catalog by age. */
export function planPricesVerb(): Command {
  return new Command("prices")
    .description("list the catalog's prices by age, the oldest first")
    .option("--older-than <days>", "those alone that are older than this many days")
    .option("--json", "print them as JSON, with their sources")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: Options) => {
      process.exitCode = await guarded(async () => {
        await openProjectIfAny(process.cwd());
        return runPlanPrices(options);
      });
    });
}

/**
 * Lists and prints.
 * @returns exit status: 0, or 2 where the age is no number
 */
export function runPlanPrices({ json, olderThan }: Options, today: Date = new Date()): number {
  const least = olderThan === undefined ? -1 : Number(olderThan);
  if (!Number.isFinite(least) || olderThan?.trim() === "") {
    process.stderr.write(
      `${paintFor(process.stderr)(["bold", "red"], "error:")} --older-than is "${olderThan}"; accepted is a number of days\n`,
    );
    return USAGE_ERROR;
  }
  const prices = datedPrices(today).filter(({ ageDays }) => ageDays > least);
  process.stdout.write(json ? `${JSON.stringify(prices, undefined, 2)}\n` : pricesText(prices, paintFor(process.stdout)));
  return 0;
}

function pricesText(prices: DatedPrice[], paint: Paint): string {
  const rows = prices.map(({ kind, name, price, date, ageDays }) => [String(ageDays), date, kind, name, price]);
  const stale = prices.filter(({ ageDays }) => ageDays > staleAfterDays).length;
  return `${[
    paint("bold", `Prices of the catalog by age: ${stale} of ${prices.length} are older than ${staleAfterDays} days`),
    "",
    table(["days", "date", "kind", "name", "price"], rows, { widths: [5, 10, 18, 34, 29], left: [1, 2, 3, 4] }),
    "sources are in --json; a file of your own prices takes the place of any of them (plan --prices)",
  ].join("\n")}\n`;
}
