import { join } from "node:path";
import { Command } from "commander";
import { listStacks } from "../../engine/stack/stacks.ts";
import { runPreview } from "./preview.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const STACK = "demo";

/** `modelkeep start`: the first thing that a newcomer runs; previews the demo keep and says what to do next. */
export function startVerb(): Command {
  return new Command("start").description("preview the demo keep and say what to do next").action(async () => {
    process.exitCode = await runPreview({ stack: STACK, cwd: ROOT });
    if (process.exitCode === 0) process.stdout.write(`\n${nextSteps(await listStacks(ROOT))}`);
  });
}

function nextSteps(stacks: readonly string[]): string {
  const others = stacks.filter((name) => name !== STACK);
  const steps = [
    ["other examples", `npm run modelkeep -- preview --stack ${others[0] ?? STACK}    (${others.join(", ")})`],
    ["your own keep", "copy Pulumi.demo.yaml to Pulumi.mine.yaml, change it, preview --stack mine"],
    ["for real", "pulumi preview --stack mine, then pulumi up: docs/deploy.md"],
    ["what it is", "README.md"],
  ];
  return ["Next:", ...steps.map(([what, how]) => `    ${what!.padEnd(16)}${how}`), ""].join("\n");
}
