import type { ChartSize } from "../../html/chart-size.ts";
import { colours, element, label, palette, picture } from "../../html/svg.ts";
import type { Served } from "../../planner/choice/served.ts";
import type { RankMemory } from "../../planner/memory/plan-memory.ts";
import { inGib } from "../../planner/units.ts";

const bar = { top: 34, height: 46 };

/** Use of one GPU's memory, as a stacked bar, with the share that vLLM leaves unused. */
export function memoryChart({ fit }: Pick<Served, "fit">, size: ChartSize): string {
  const { width } = size;
  const left = size.name === "wide" ? 20 : 4;
  const { memory } = fit;
  const rank = memory.ranks[memory.worst] as RankMemory;
  const parts = [
    { name: "weights", range: rank.weights },
    { name: "activations", range: rank.activation },
    { name: "non-torch memory", range: rank.nonTorch },
    { name: "CUDA graphs", range: rank.cudaGraphs },
    { name: "KV cache", range: rank.pool },
  ].map((part, at) => ({ ...part, size: Math.max(0, inGib(part.range.mid)), colour: palette[at] ?? colours.ink }));
  const scale = (width - 2 * left) / memory.gpu.usableGiB;
  let at = left;
  const bars = parts.map(({ size, colour }) => {
    const drawn = element("rect", { x: at, y: bar.top, width: Math.max(0.5, size * scale), height: bar.height, fill: colour });
    at += size * scale;
    return drawn;
  });
  const rest = element("rect", {
    x: at,
    y: bar.top,
    width: Math.max(0, width - left - at),
    height: bar.height,
    fill: colours.grid,
    stroke: palette[2],
    "stroke-dasharray": "4 3",
  });
  const legend = parts.map(({ name, range, size, colour }, i) =>
    [
      element("rect", { x: left, y: 104 + i * 24, width: 14, height: 14, fill: colour }),
      label(left + 22, 116 + i * 24, `${name}: ${size.toFixed(1)} GiB, ${inGib(range.low).toFixed(1)} to ${inGib(range.high).toFixed(1)}`),
    ].join(""),
  );
  const title = `Memory of one ${memory.gpu.name}`;
  const description = `${parts.map(({ name, size }) => `${name} ${size.toFixed(1)} GiB`).join(", ")}, of ${memory.gpu.usableGiB.toFixed(1)} GiB`;
  return picture(
    { id: "memory", title, description, size, height: 232 },
    label(left, 22, `0 to ${memory.gpu.usableGiB.toFixed(1)} GiB; the dashed rest is left unused`),
    ...bars,
    rest,
    ...legend,
  );
}
