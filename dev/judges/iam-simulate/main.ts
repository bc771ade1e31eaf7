// The judge of IAM policies as a program of its own: a simulation a line on standard input, its answer a line on standard output, in order.
import { createInterface } from "node:readline";
import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";

export type { Simulation };

/** What stands in a line of the output: a verdict, or why there is none. */
export type Answer = { allowed: boolean } | { unreadable: unknown };

for await (const line of createInterface({ input: process.stdin })) {
  const result = await runSimulation(JSON.parse(line) as Simulation, {});
  const answer: Answer = result.resultType === "error" ? { unreadable: result } : { allowed: result.overallResult === "Allowed" };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
