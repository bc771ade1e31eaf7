import type { Mutation } from "./mutation.ts";

const fit = { test: "tests/planner/fit.test.ts" };
const settings = { test: "tests/infra/settings/checks/fit.test.ts" };

/** Edits that would have a keep planned which does not fit, or one refused that does. */
export const plannerMutations: Mutation[] = [
  {
    name: "the nodes of a replica are not counted for its weights",
    file: "planner/fit.ts",
    find: "weightsGiB(model, tensorParallel, nodes)",
    replace: "weightsGiB(model, tensorParallel)",
    ...fit,
    fails: "fit > spreads a model over two nodes that one does not hold, GPU by GPU",
  },
  {
    name: "stages are taken for equal, though layers do not divide",
    file: "planner/pipeline-stages.ts",
    find: "Math.ceil(layers / stages)",
    replace: "Math.floor(layers / stages)",
    test: "tests/planner/kv-cache.test.ts",
    fails: "bytes of a token in the cache > caches the layers of its own stage alone, those of the largest one where they do not divide",
  },
  {
    name: "the ends of a model weigh nothing",
    file: "planner/pipeline-stages.ts",
    find: "vocabularySize * hiddenSize * endBytesPerValue",
    replace: "0",
    test: "tests/planner/weights.test.ts",
    fails: "weights on one GPU > of several stages are those of the largest one's layers, and an end's matrix beside them",
  },
  {
    name: "the KV cache of every stage is on each",
    file: "planner/kv-cache.ts",
    find: "layersOfLargestStage({ layers }, layout.stages)",
    replace: "layers",
    ...fit,
    fails: "fit > spreads a model over two nodes that one does not hold, GPU by GPU",
  },
  {
    name: "the cache of V4 over several nodes is guessed",
    file: "planner/kv-cache.ts",
    find: "if (layout.stages > 1) return null;",
    replace: "",
    ...fit,
    fails: "fit > cannot judge V4 over several nodes",
  },
  {
    name: "the check of the settings sees one node",
    file: "infra/settings/checks/fit.ts",
    find: "nodes: capacity.nodesPerReplica,",
    replace: "",
    ...settings,
    fails: "a replica over several nodes > counts the GPUs of every node: R1 is too large for one of eight GPUs of 80 GiB, and fits on two",
  },
  {
    name: "one node's GPUs carry all weights of a model that is not judged",
    file: "infra/settings/checks/fit.ts",
    find: "(gpus.count * (ask.nodes ?? 1))",
    replace: "gpus.count",
    ...settings,
    fails: "a replica over several nodes > counts them for a model whose cache nobody measured, too",
  },
  {
    name: "the keep's own cluster takes a replica of several nodes",
    file: "infra/settings/checks/nodes.ts",
    find: 'if (target.kind === "eks")\n    return at(',
    replace: 'if (target.kind === "eks") return [];\n  if (target.kind === "existing" && nodesPerReplica < 1)\n    return at(',
    test: "tests/infra/settings/parse.test.ts",
    fails: "bad settings > two nodes for a replica on EKS",
  },
  {
    name: "a replica of several nodes is deployed on one",
    file: "infra/kubernetes/existing-keep-spec.ts",
    find: "nodes: keep.capacity.nodesPerReplica",
    replace: "nodes: 1",
    test: "tests/infra/kubernetes/existing-keep-spec.test.ts",
    fails: "a replica of two nodes is planned as a pipeline over them, tensor parallelism within each",
  },
];
