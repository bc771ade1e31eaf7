import type { ModelShape } from "../model/shape.ts";
import { type Layout, oneGpu } from "./layout.ts";
import { layoutRefusal, type ReplicaNodes } from "./layout-rules.ts";
import { defaultRelease, type Release } from "./release.ts";

/** Layouts of a model on the GPUs of one replica: those that run, and why the others do not. */
export interface Layouts {
  legal: Layout[];
  refused: { layout: Layout; reason: string }[];
}

/**
 * Every layout of a model over all GPUs of a replica: tensor x data parallel within a node, with expert parallelism or without, and a
 * pipeline over its nodes. Widest tensor parallelism first; without expert parallelism before with it.
 * @throws RangeError for a count that is not a whole number of at least 1
 */
export function layoutsOf(shape: ModelShape, replica: ReplicaNodes, release: Release = defaultRelease): Layouts {
  for (const [name, value] of Object.entries(replica))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}; accepted: a whole number of at least 1`);
  const { gpus, nodes } = replica;
  const divisors = Array.from({ length: gpus }, (_, i) => gpus - i).filter((size) => gpus % size === 0);
  const all = divisors.flatMap((tensorParallel) =>
    [false, true].map(
      (expertParallel): Layout => ({
        ...oneGpu,
        tensorParallel,
        dataParallel: gpus / tensorParallel,
        pipelineParallel: nodes,
        expertParallel,
      }),
    ),
  );
  const judged = all.map((layout) => ({ layout, reason: layoutRefusal(shape, layout, replica, release) }));
  return {
    legal: judged.flatMap(({ layout, reason }) => (reason === undefined ? [layout] : [])),
    refused: judged.flatMap(({ layout, reason }) => (reason === undefined ? [] : [{ layout, reason }])),
  };
}
