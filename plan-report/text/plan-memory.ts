import type { Served } from "../../planner/choice/served.ts";
import type { RankMemory } from "../../planner/memory/plan-memory.ts";
import type { Range } from "../../planner/range.ts";
import type { Bytes } from "../../planner/units.ts";
import { table } from "../../terminal/table.ts";
import { count, gib, span } from "./quantities.ts";

/** Use of one GPU's memory, in lines of at most `width` columns. */
export function memoryLines({ fit }: Pick<Served, "fit">, width: number): string[] {
  const { memory } = fit;
  const rank = memory.ranks[memory.worst] as RankMemory;
  const parts: [string, Range<Bytes>][] = [
    ["weights", rank.weights],
    ["activations", rank.activation],
    ["non-torch memory", rank.nonTorch],
    ["CUDA graphs", rank.cudaGraphs],
    ["KV cache", rank.pool],
  ];
  const rows = parts.map(([name, range]) => [name, gib(range.mid), span(range, (value) => gib(value as Bytes)), range.why]);
  return [
    `vLLM sees ${memory.gpu.usableGiB.toFixed(1)} GiB and uses ${gib(memory.requested)} (${memory.settings.utilization})`,
    table(["part", "GiB", "range", "why a range"], rows, { widths: [20, 6, 14, 56], left: [0, 2, 3], fit: width }),
    `a request of the full context takes ${gib(memory.perRequest)} GiB; ${held(fit)} fit at once, and a single one can have ${count(fit.maxContextTokens)} tokens`,
  ];
}

/** Concurrent requests of a replica: equally many on each of its data parallel ranks. */
const held = ({ maxConcurrent, layout: { dataParallel } }: Served["fit"]) =>
  dataParallel === 1 ? `${maxConcurrent}` : `${maxConcurrent / dataParallel} on each of ${dataParallel} ranks, ${maxConcurrent} in total,`;
