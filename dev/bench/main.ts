// `npm run bench`: time and peak memory of the in-process preview against `pulumi preview` of the same stack, in the same run, where there
// is an engine; comparisons against it; the speed of the weights' verification; of the planner and of masking, which
// tests hold by counts. `npm run bench -- --only diff` measures one alone.
import { readFileSync, rmSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findEngines, noEngine } from "../../engine/pulumi/find.ts";
import { listStacks } from "../../engine/stack/stacks.ts";
import { benchDiff } from "./diff.ts";
import { type Cost, measure } from "./process-tree.ts";
import { benchPure } from "./pure.ts";
import { grownStack } from "./variants.ts";
import { benchWeights } from "./weights.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    clients: { type: "string", default: "1,10,100,400,950" },
    only: { type: "string", default: "previews,diff,weights,pure" },
  },
});
const runs = Number(values.runs);
const root = join(import.meta.dirname, "..", "..");
const one = join(import.meta.dirname, "one.ts");

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Medians over the runs, the engines in turn, so that a drift of the machine meets both. */
async function compare(engines: readonly string[], folder: string, stack: string): Promise<Cost[]> {
  const costs = engines.map((engine) => ({ engine, list: [] as Cost[] }));
  for (let run = 0; run < runs; run++)
    for (const { engine, list } of costs) list.push(await measure(process.execPath, [one, engine, folder, stack], process.env));
  return costs.map(({ list }) => ({ seconds: median(list.map((c) => c.seconds)), peakMiB: median(list.map((c) => c.peakMiB)) }));
}

const row = (...cells: string[]) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(14))).join(""));
const report = (label: string, costs: readonly Cost[]) =>
  row(label, ...costs.flatMap(({ seconds, peakMiB }) => [`${seconds.toFixed(2)} s`, `${peakMiB.toFixed(0)} MiB`]));

async function benchPreviews(): Promise<void> {
  if (engines.length === 1) console.log(`${noEngine(candidates)}\nThe in-process engine alone:\n`);
  row("stack", ...engines.flatMap((engine) => [engine, "peak"]));
  for (const stack of await listStacks(root)) report(stack, await compare(engines, root, stack));
  const demo = readFileSync(join(root, "examples/Pulumi.demo.yaml"), "utf8");
  const variants = [
    ...values.clients.split(",").map((n) => ({ name: `clients-${n}`, clients: Number(n), zones: 2 })),
    // One zone is no variant: EKS refuses a cluster in fewer than two, and so do the settings.
    ...[2, 3].map((zones) => ({ name: `zones-${zones}`, clients: 10, zones })),
  ];
  for (const variant of variants) {
    const folder = grownStack(demo, variant);
    report(`demo, ${variant.clients} clients, ${variant.zones} zones`, await compare(engines, folder, variant.name));
    rmSync(folder, { recursive: true });
  }
}

console.log(
  `Node.js ${process.version}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; median of ${runs} runs; memory is the sum over all processes of a preview`,
);
const candidates = await findEngines({ root, env: process.env });
const engines = ["in-process", ...(candidates.some((candidate) => "engine" in candidate) ? ["pulumi"] : [])];
const parts = values.only.split(",");
if (parts.includes("previews")) await benchPreviews();
if (parts.includes("diff")) await benchDiff(root, runs, engines, report);
if (parts.includes("weights")) await benchWeights(root, row);
if (parts.includes("pure")) benchPure(runs, row);
