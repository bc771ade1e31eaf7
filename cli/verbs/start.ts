import { join } from "node:path";
import { Command } from "commander";
import { listStacks } from "../../engine/stack/stacks.ts";
import type { NextStep } from "../view/preview-summary.ts";
import { runPreview } from "./preview.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const STACK = "demo";

/** `modelkeep start`: the first command to run; previews the demo keep and suggests next steps. */
export function startVerb(): Command {
  return new Command("start").description("preview the demo keep and suggest next steps").action(async () => {
    process.exitCode = await runPreview({ stack: STACK, cwd: ROOT, next: nextSteps(await listStacks(ROOT)) });
  });
}

function nextSteps(stacks: readonly string[]): NextStep[] {
  const others = stacks.filter((name) => name !== STACK);
  return [
    ["all its resources", "npm run modelkeep -- preview --all"],
    [`other examples (${others.join(", ")})`, `npm run modelkeep -- preview --stack ${others[0] ?? STACK}`],
    ["your own: cp examples/Pulumi.{demo,mine}.yaml, edit it, then", "npm run modelkeep -- preview --stack mine"],
    ["for real", "docs/deploy.md"],
  ];
}
