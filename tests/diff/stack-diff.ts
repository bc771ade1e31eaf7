import type { KeepDiff, StackDiff } from "../../diff/model.ts";

/** One stack of a comparison, with what a test does not say left empty. */
export const stackDiff = (part: Partial<StackDiff> = {}): StackDiff => ({
  stack: "dev",
  state: "changed",
  failures: [],
  resources: [],
  exposure: [],
  findings: { added: [], fixed: [] },
  versions: [],
  ...part,
});

export const keepDiff = (...stacks: StackDiff[]): KeepDiff => ({ base: { name: "main" }, head: { name: "change" }, stacks });
