// What a comparison takes beside two runs of `pulumi preview`, which show the same half of it: what would be there before and after.
import { loadavg } from "node:os";
import { join } from "node:path";
import { type Cost, measure } from "./process-tree.ts";

/** The example with the most resources. */
const largest = "r1-distill-32b";

/**
 * Prints a row for each engine. Each run is a process of its own, and the commit is checked out anew.
 * @param engines of which the second, where there is one, is the real CLI
 */
export async function benchDiff(
  root: string,
  runs: number,
  engines: readonly string[],
  report: (label: string, costs: readonly Cost[]) => void,
): Promise<void> {
  console.log(`\n${largest} at HEAD and in the working tree; load ${loadavg()[0]!.toFixed(1)} before`);
  const own = join(root, "tools/bench/one-diff.ts");
  const one = join(root, "tools/bench/one.ts");
  for (let run = 1; run <= runs; run++) {
    report(`comparison, run ${run}`, [await measure(process.execPath, [own, root, largest], process.env)]);
    if (!engines.includes("pulumi")) continue;
    const previews = [];
    for (const _side of ["before", "after"]) previews.push(await measure(process.execPath, [one, "pulumi", root, largest], process.env));
    const seconds = previews.reduce((sum, cost) => sum + cost.seconds, 0);
    report(`pulumi preview, twice, run ${run}`, [{ seconds, peakMiB: Math.max(...previews.map(({ peakMiB }) => peakMiB)) }]);
  }
}
