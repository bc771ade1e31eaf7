// `npm run bench:policies`: time of the whole policy pack, of every proof and of the report, over the examples and over one with 1 to 400
// clients. A keep serves one model, so models are no dimension. `-- --clients 1,10 --runs 3`.
import { readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { examinedStack } from "../../cli/evidence/examined.ts";
import { listStacks } from "../../engine/stack/stacks.ts";
import { graphOf } from "../../evidence/proofs/graph.ts";
import { proveIdentity } from "../../evidence/proofs/identity.ts";
import { proofs } from "../../evidence/proofs/prove.ts";
import { buildReport } from "../../evidence/report/build-report.ts";
import { gather } from "../../evidence/report/gather.ts";
import { htmlReport } from "../../evidence/report/render/html/page.ts";
import { judge } from "../../policies/judge/judge.ts";
import { rules } from "../../policies/rules.ts";
import { grownStack } from "./variants.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "3" }, clients: { type: "string", default: "1,10,100,400" } },
});
const runs = Number(values.runs);
const root = join(import.meta.dirname, "..", "..");
const today = "2026-11-25";

const row = (...cells: string[]) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(13))).join(""));

/** Median of the seconds that a step takes. */
async function seconds(step: () => unknown): Promise<string> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await step();
    taken.push((performance.now() - started) / 1000);
  }
  return `${taken.sort((a, b) => a - b)[Math.floor(runs / 2)]!.toFixed(2)} s`;
}

async function bench(label: string, folder: string, stack: string): Promise<void> {
  const examined = await examinedStack(folder, stack);
  const { inventory, identity } = examined;
  const pack = await seconds(() => judge(inventory.resources, { rules, today }));
  const network = await seconds(() => {
    const graph = graphOf(inventory, identity.clients, { clientIssuer: identity.clientIssuer });
    return proofs.map((proof) => proof(graph));
  });
  // The solver's answers are remembered, so only the first run asks it: that one counts.
  const started = performance.now();
  const found = await proveIdentity(inventory, identity);
  const solver = `${((performance.now() - started) / 1000).toFixed(2)} s`;
  const evidence = await gather({ ...examined, today });
  let page = "";
  const report = await seconds(() => {
    page = htmlReport(buildReport(evidence));
  });
  const cells = [pack, network, found.length === 0 ? "none" : solver, report, `${Math.round(page.length / 1024)} KiB`];
  row(label, String(inventory.resources.length), ...cells, buildReport(evidence).verdict.state);
}

console.log(
  `Node.js ${process.version}, ${availableParallelism()} cores; median of ${runs} runs, the solver's proofs once; ${rules.length} rules`,
);
row("stack", "resources", "pack", "network", "principals", "report", "page", "verdict");
for (const stack of await listStacks(root)) await bench(stack, root, stack);
const demo = readFileSync(join(root, "examples/Pulumi.demo.yaml"), "utf8");
for (const clients of values.clients.split(",").map(Number)) {
  const name = `clients-${clients}`;
  const folder = grownStack(demo, { name, clients, zones: 2 });
  await bench(`demo, ${clients} clients`, folder, name);
  rmSync(folder, { recursive: true });
}
