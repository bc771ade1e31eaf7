import { join } from "node:path";
import { Command } from "commander";
import { listStacks } from "../../engine/stack/stacks.ts";
import type { NextStep } from "../view/preview-summary.ts";
import { runPreview } from "./preview.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const STACK = "demo";

/** `modelkeep start`: the first thing that a newcomer runs; previews the demo keep and says what to do next. */
export function startVerb(): Command {
  return new Command("start").description("preview the demo keep and say what to do next").action(async () => {
    process.exitCode = await runPreview({ stack: STACK, cwd: ROOT, next: nextSteps(await listStacks(ROOT)) });
  });
}

function nextSteps(stacks: readonly string[]): NextStep[] {
  const others = stacks.filter((name) => name !== STACK);
  return [
    ["every resource of it", "npm run modelkeep -- preview --all"],
    [`other examples (${others.join(", ")})`, `npm run modelkeep -- preview --stack ${others[0] ?? STACK}`],
    ["your own: cp examples/Pulumi.{demo,mine}.yaml, change it, then", "npm run modelkeep -- preview --stack mine"],
    ["for real", "docs/deploy.md"],
  ];
}
