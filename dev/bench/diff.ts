// What `modelkeep diff` takes beside two runs of `pulumi preview`, which show half of it: what would be there before and after.
import { loadavg } from "node:os";
import { join } from "node:path";
import { changedProgram } from "../../tests/diffs/change.ts";
import { type Cost, measure } from "./process-tree.ts";

/** The example with the most resources, and a change of it. */
const largest = "r1-distill-32b";
const change = "22-deleted-vault-copy";

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
  console.log(`\n${largest} at HEAD, and with the change ${change}; load ${loadavg()[0]!.toFixed(1)} before`);
  const changed = changedProgram(change);
  const own = [join(root, "cli/main.ts"), "diff", "HEAD", changed.folder, "--stack", largest, "-C", root];
  const one = join(root, "dev/bench/one.ts");
  try {
    for (let run = 1; run <= runs; run++) {
      report(`comparison, run ${run}`, [await measure(process.execPath, own, process.env)]);
      if (!engines.includes("pulumi")) continue;
      const previews = [];
      for (const _side of ["before", "after"]) previews.push(await measure(process.execPath, [one, "pulumi", root, largest], process.env));
      const seconds = previews.reduce((sum, cost) => sum + cost.seconds, 0);
      report(`pulumi preview, twice, run ${run}`, [{ seconds, peakMiB: Math.max(...previews.map(({ peakMiB }) => peakMiB)) }]);
    }
  } finally {
    changed.remove();
  }
}
