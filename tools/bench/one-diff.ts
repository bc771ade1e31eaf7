// One comparison of a stack with itself at HEAD, for the bench to measure from outside: node tools/bench/one-diff.ts ROOT STACK
import type { SidedStack } from "../../diff/model.ts";
import { diffResources } from "../../diff/resources/diff-resources.ts";
import { readSide } from "../../diff/sides/read-side.ts";

const [root, stack] = process.argv.slice(2);
if (!root || !stack) throw new Error("usage: one-diff.ts ROOT STACK");
const [base, head] = await Promise.all(["HEAD", "."].map((name) => readSide(root, name, { stacks: [stack] })));
const [before, after] = [base, head].map((side) => {
  const found = side!.stacks.get(stack);
  if (found === undefined || "failed" in found) throw new Error(found?.failed.join("\n") ?? `${side!.name} has no stack ${stack}`);
  return found;
}) as [SidedStack, SidedStack];
console.log(diffResources(before, after).length);
