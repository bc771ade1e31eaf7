import type { SidedStack } from "../../diff/model.ts";
import { readSide } from "../../diff/sides/read-side.ts";
import { cachedPreview } from "../support/preview-cache.ts";
import { changedProgram } from "./change.ts";

/**
 * An example after a scripted change, or as it is, as one side of a comparison; read once for all test files and runs.
 * @param change `NN-name`
 */
export function changedStack(example: string, change?: string): Promise<SidedStack> {
  const patch = change === undefined ? [] : [`tests/diffs/${change}.patch`];
  const read = async () => {
    const { folder, remove } = changedProgram(change);
    try {
      const stack = (await readSide(folder, folder, { stacks: [example] })).stacks.get(example);
      if (!stack || "failed" in stack)
        throw new Error(`${change ?? "nothing changed"}: ${stack?.failed.join("\n") ?? `no stack ${example}`}`);
      return stack;
    } finally {
      remove();
    }
  };
  return cachedPreview(`side-${example}-${change ?? "unchanged"}`, read, ["diff", ...patch]);
}
