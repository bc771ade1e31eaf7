import type { Fault } from "../fault.ts";

/** Mistakes in the arithmetic of what fits, what it costs, and how long it takes. */
export const plannerFaults: Fault[] = [
  {
    name: "ranks do not pad their KV heads",
    in: "attentionParameters",
    find: "Math.max(attention.kvHeads, ranks)",
    replace: "attention.kvHeads",
    project: "unit",
    test: "tests/planner/memory/rank-weights.test.ts",
  },
  {
    name: "layers that are left over are in no group",
    in: "cachePlan",
    find: "Math.ceil(bucket.length / size)",
    replace: "Math.max(1, Math.floor(bucket.length / size))",
    project: "unit",
    test: "tests/planner/cache/cache-groups.test.ts",
  },
  {
    name: "cached input is free where no price is listed for it",
    in: "blendedPrice",
    find: "cachedInputUsd ?? inputUsd",
    replace: "cachedInputUsd ?? 0",
    project: "unit",
    test: "tests/planner/cost/break-even.test.ts",
  },
  {
    name: "weights that lie there are not verified",
    in: "coldStart",
    find: 'name: "verification", time: options.streaming ? skipped',
    replace: 'name: "verification", time: options.streaming || options.localWeights ? skipped',
    project: "unit",
    test: "tests/planner/start-up/cold-start.test.ts",
  },
  {
    name: "a model is offered for a context that it was not trained for",
    in: "leanOptions",
    find: " && model.maxContextTokens >= ask.contextTokens",
    replace: "",
    project: "unit",
    test: "tests/planner/choice/lean.test.ts",
  },
  {
    name: "input that is cached is read all the same",
    in: "speeds",
    find: "const toRead = load.inputTokens * (1 - load.cached);",
    replace: "const toRead = load.inputTokens;",
    project: "unit",
    test: "tests/planner/throughput/roofline.test.ts",
  },
  {
    name: "a quote within quotes ends the field",
    in: "parseCsv",
    find: "        field += '\"';\n        at++;\n",
    replace: "        field += '\"';\n",
    project: "unit",
    test: "tests/planner/check/read-table.test.ts",
  },
];
