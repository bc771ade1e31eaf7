import type { Mutation } from "./mutation.ts";

const accuracy = "tests/planner/check/accuracy.test.ts";
const against = "the planner against published start-up logs";
const memoryTest = "tests/planner/memory/plan-memory.test.ts";

/** Edits of the planner's arithmetic, and of the judgement over it, that would let a wrong size through. */
export const plannerMutations: Mutation[] = [
  {
    name: "sampling costs no memory",
    file: "planner/memory/activation.ts",
    find: "settings.maxNumSeqs * shape.vocabulary * perLogit",
    replace: "0 * perLogit",
    test: accuracy,
    fails: `${against} > pool of every architecture but V4 within the limits`,
  },
  {
    name: "a latent is shared out over tensor ranks",
    file: "planner/cache/model-cache.ts",
    find: "pageBytes: bytes * blockTokens, window: 0",
    replace: "pageBytes: (bytes * blockTokens) / tensorParallel, window: 0",
    test: memoryTest,
    fails: 'bytes of a token > deepseek-ai/DeepSeek-R1 {"tensorParallel":8}: 70272',
  },
  {
    name: "KV heads are split below one for each rank",
    file: "planner/cache/model-cache.ts",
    find: "Math.max(1, cache.kvHeads / tensorParallel)",
    replace: "(cache.kvHeads / tensorParallel)",
    test: memoryTest,
    fails: 'bytes of a token > deepseek-ai/DeepSeek-R1-Distill-Qwen-7B {"tensorParallel":8}: 14336',
  },
  {
    name: "windows forget what is in flight",
    file: "planner/cache/cache-spec.ts",
    find: "Math.min(window - 1 + inFlight, tokens)",
    replace: "Math.min(window, tokens)",
    test: "tests/planner/cache/compressed-groups.test.ts",
    fails: "DeepSeek V4's allocator > case 31: 600,000 tokens with one step of 8192 in flight, to 1%",
  },
  {
    name: "weights come out of the pool twice",
    file: "planner/memory/plan-memory.ts",
    find: "const used = sum(...parts);",
    replace: "const used = sum(...parts, ...parts.slice(0, 1));",
    test: accuracy,
    fails: `${against} > pool of every architecture but V4 within the limits`,
  },
  {
    name: "the best stage of a pipeline decides",
    file: "planner/memory/plan-memory.ts",
    find: "blocks(rank, rank.pool.mid) < blocks(",
    replace: "blocks(rank, rank.pool.mid) > blocks(",
    test: memoryTest,
    fails: "a plan of memory > is decided by the worst stage of a pipeline",
  },
  {
    name: "a record that contradicts itself counts",
    file: "planner/check/compare.ts",
    find: "gap < -tolerated",
    replace: "gap < -1000",
    test: accuracy,
    fails: `${against} > does not count a case that contradicts itself, was inferred, or was run by another engine`,
  },
  {
    name: "a case counts though its inputs are missing",
    file: "planner/check/percentiles.ts",
    find: '["pool", missing.length === 0 ? pool : null]',
    replace: '["pool", pool]',
    test: accuracy,
    fails: `${against} > pool of every architecture but V4 within the limits`,
  },
  {
    name: "an expert is a slice of an expert",
    file: "planner/memory/rank-weights.ts",
    find: "const held = expertParallel ? Math.ceil(experts.count / ranks) : experts.count;",
    replace: "const held = experts.count;",
    test: "tests/planner/memory/rank-weights.test.ts",
    fails: "a rank's share > has whole experts with expert parallelism, over data ranks too",
  },
];
