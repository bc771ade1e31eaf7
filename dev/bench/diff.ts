// What `modelkeep diff` takes beside runs of `pulumi preview`, two of which show half of it: what would be there before and after. And what it
// takes for two names of one commit, over all stacks.
import { loadavg } from "node:os";
import { join } from "node:path";
import { changedProgram } from "../../tests/diffs/change.ts";
import { type Cost, measure } from "./process-tree.ts";

/** The example with the most resources, and a change of it. */
const largest = "r1-distill-32b";
const change = "22-deleted-vault-copy";

/**
 * Prints a row for each command. Each run is a process of its own, and the commit is checked out anew.
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
  const equal = [join(root, "cli/main.ts"), "diff", "HEAD", "HEAD", "-C", root];
  const one = join(root, "dev/bench/one.ts");
  try {
    for (let run = 1; run <= runs; run++) {
      report(`comparison, run ${run}`, [await measure(process.execPath, own, process.env)]);
      report(`one commit, run ${run}`, [await measure(process.execPath, equal, process.env)]);
      if (!engines.includes("pulumi")) continue;
      report(`pulumi preview, run ${run}`, [await measure(process.execPath, [one, "pulumi", root, largest], process.env)]);
    }
  } finally {
    changed.remove();
  }
}
