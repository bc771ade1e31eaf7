import { readFileSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Test files of the node that run at a time: one that has the suite's own keep, and two with a keep of their own. */
export const filesAtATime = 3;

/**
 * The order in which files are started, so that one of them always has the suite's own keep, for which the others wait, while those with a keep of
 * their own go on beside it.
 * @param inTurn files that take their turn with the suite's own keep
 */
export function startOrder<File>(inTurn: readonly File[], beside: readonly File[]): File[] {
  const first = [...inTurn.slice(0, 1), ...beside.slice(0, filesAtATime - 1)];
  const [waiting, free] = [inTurn.slice(1), beside.slice(filesAtATime - 1)];
  const pairs = Array.from({ length: Math.max(waiting.length, free.length) }, (_, i) => [
    ...waiting.slice(i, i + 1),
    ...free.slice(i, i + 1),
  ]);
  return [...first, ...pairs.flat()];
}

/** Vitest's own order, but for the files of the node. */
export class StartOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ofNode = sorted.filter(({ project }) => project.name === "node");
    const { true: inTurn = [], false: beside = [] } = Object.groupBy(ofNode, ({ moduleId }) => String(takesTurn(moduleId)));
    const order = startOrder(inTurn, beside);
    return sorted.map((file) => (file.project.name === "node" ? order.shift()! : file));
  }
}

/** Whether a file calls what waits for its turn; see `run.ts`. */
const takesTurn = (path: string) => readFileSync(path, "utf8").includes("nodeRun()");
