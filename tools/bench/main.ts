// `npm run bench`: time and peak memory of the in-process preview against `pulumi preview` of the same stack, in the same run.
import { readFileSync, rmSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listStacks } from "../../engine/stack/stacks.ts";
import { type Cost, measure } from "./process-tree.ts";
import { grownStack } from "./variants.ts";
import { benchWeights } from "./weights.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "3" }, clients: { type: "string", default: "1,10,100,1000" } },
});
const runs = Number(values.runs);
const root = join(import.meta.dirname, "..", "..");
const one = join(import.meta.dirname, "one.ts");

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Medians over the runs, the two engines in turn, so that a drift of the machine meets both. */
async function compare(folder: string, stack: string): Promise<{ inProcess: Cost; pulumi: Cost }> {
  const costs: Record<string, Cost[]> = { "in-process": [], pulumi: [] };
  for (let run = 0; run < runs; run++)
    for (const [engine, list] of Object.entries(costs))
      list.push(await measure(process.execPath, [one, engine, folder, stack], process.env));
  const middle = (list: Cost[] = []): Cost => ({
    seconds: median(list.map((c) => c.seconds)),
    peakMiB: median(list.map((c) => c.peakMiB)),
  });
  return { inProcess: middle(costs["in-process"]), pulumi: middle(costs["pulumi"]) };
}

const row = (...cells: string[]) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(14))).join(""));
const report = (label: string, { inProcess: a, pulumi: b }: { inProcess: Cost; pulumi: Cost }) =>
  row(
    label,
    `${a.seconds.toFixed(2)} s`,
    `${a.peakMiB.toFixed(0)} MiB`,
    `${b.seconds.toFixed(2)} s`,
    `${b.peakMiB.toFixed(0)} MiB`,
    `${(b.seconds / a.seconds).toFixed(1)}x`,
  );

console.log(
  `Node.js ${process.version}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; median of ${runs} runs; memory is the sum over all processes of a preview`,
);
row("stack", "in-process", "peak", "pulumi", "peak", "ratio");
for (const stack of await listStacks(root)) report(stack, await compare(root, stack));

const demo = readFileSync(join(root, "Pulumi.demo.yaml"), "utf8");
const variants = [
  ...values.clients.split(",").map((n) => ({ name: `clients-${n}`, clients: Number(n), zones: 2 })),
  // One zone is no variant: EKS refuses a cluster in fewer than two, and so do the settings.
  ...[2, 3].map((zones) => ({ name: `zones-${zones}`, clients: 10, zones })),
];
for (const variant of variants) {
  const folder = grownStack(demo, variant);
  report(`demo, ${variant.clients} clients, ${variant.zones} zones`, await compare(folder, variant.name));
  rmSync(folder, { recursive: true });
}

console.log();
await benchWeights(root, row);
