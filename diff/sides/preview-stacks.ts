import { availableParallelism } from "node:os";
import { bareEnvironment } from "../../engine/in-process/bare-environment.ts";
import { previewWithSymbols } from "../../engine/in-process/symbols/preview.ts";
import { PreviewError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { readProject } from "../../engine/stack/project.ts";
import { listStacks, stackFile } from "../../engine/stack/stacks.ts";
import type { Side, SidedStack } from "../model.ts";
import { portable } from "./portable.ts";
import { turns } from "./turns.ts";

/** Over both sides of a comparison; each preview with symbols is two processes that are busy all the time. */
const inTurn = turns(Math.max(1, Math.floor(availableParallelism() / 2)));

/**
 * Previews the stacks of a project, or those of `asked` that it has. A stack whose program fails is told as that; the others stand.
 * @param root folder of `Pulumi.yaml`
 * @throws PreviewError where there is no project
 */
export async function previewStacks(root: string, asked?: readonly string[]): Promise<Side["stacks"]> {
  await readProject(root);
  const stacks = (await listStacks(root)).filter((stack) => asked?.includes(stack) ?? true);
  // All end before one that failed is told: the folder may be gone after that.
  const ended = await Promise.allSettled(stacks.map((stack) => inTurn(() => previewed(root, stack))));
  return new Map(
    ended.map((end, at) => {
      if (end.status === "rejected") throw end.reason;
      return [stacks[at]!, end.value];
    }),
  );
}

async function previewed(root: string, stack: string): Promise<SidedStack | { failed: string[] }> {
  try {
    const project = await readProject(root);
    const { values: config } = await readStackConfig(project, stack);
    const { preview, symbols } = await previewWithSymbols({ root, stack, draft: true, inherited: bareEnvironment(process.env) });
    const settingsFile = await stackFile(root, stack);
    return { stack, project: project.name, settingsFile, preview: portable(preview, project.root), symbols, config };
  } catch (error) {
    if (error instanceof PreviewError) return { failed: error.messages };
    throw error;
  }
}
