import { availableParallelism } from "node:os";
import { bareEnvironment } from "../../engine/in-process/bare-environment.ts";
import { previewWithSymbols } from "../../engine/in-process/symbols/preview.ts";
import { PreviewError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { type ProjectFile, readProject, readProjectFile } from "../../engine/stack/project.ts";
import { listStacks, stackFile } from "../../engine/stack/stacks.ts";
import { OwnCatalogError, readOwnCatalog } from "../../infra/own-catalog/read.ts";
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
  const project = await readProject(root);
  return readStacks(project, asked, (stack) => inTurn(() => previewed(project, stack)));
}

async function previewed(project: ProjectFile, stack: string): Promise<Previewed> {
  const { root } = project;
  const { preview, symbols } = await previewWithSymbols({ root, stack, draft: true, inherited: bareEnvironment(process.env) });
  return { preview: portable(preview, root), symbols };
}

/**
 * The stacks that {@link previewStacks} would preview, by their settings alone: no program runs, nor need it be there, and their previews are
 * empty.
 * @throws PreviewError where there is no project
 */
export async function stacksBySettings(root: string, asked?: readonly string[]): Promise<Side["stacks"]> {
  const project = await readProjectFile(root);
  const empty = { project: project.name, resources: [], outputs: {}, durationSeconds: 0, diagnostics: [] };
  return readStacks(project, asked, async (stack) => ({ preview: { ...empty, stack }, symbols: {} }));
}

type Previewed = Pick<SidedStack, "preview" | "symbols">;
type Read = (stack: string) => Promise<Previewed>;

async function readStacks(project: ProjectFile, asked: readonly string[] | undefined, read: Read): Promise<Side["stacks"]> {
  const stacks = (await listStacks(project.root)).filter((stack) => asked?.includes(stack) ?? true);
  // All end before one that failed is told: the folder may be gone after that.
  const ended = await Promise.allSettled(stacks.map((stack) => readStack(project, stack, read)));
  return new Map(
    ended.map((end, at) => {
      if (end.status === "rejected") throw end.reason;
      return [stacks[at]!, end.value];
    }),
  );
}

async function readStack(project: ProjectFile, stack: string, read: Read): Promise<SidedStack | { failed: string[] }> {
  try {
    const { values: config } = await readStackConfig(project, stack);
    const settingsFile = await stackFile(project.root, stack);
    const catalog = readOwnCatalog(project.root);
    return { stack, project: project.name, settingsFile, ...(await read(stack)), config, ...(catalog.file !== null && { catalog }) };
  } catch (error) {
    if (error instanceof PreviewError) return { failed: error.messages };
    if (error instanceof OwnCatalogError) return { failed: [error.message] };
    throw error;
  }
}
