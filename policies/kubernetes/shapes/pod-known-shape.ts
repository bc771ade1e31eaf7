import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const podKnownShape: StackRule = {
  name: "kubernetes-pod-known-shape",
  description: "The keep's pods have exactly the containers, commands, variables, mounts, volumes and hooks that the release renders.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16", "D17", "D8"],
  frameworks: { nist80053r5: ["CM-7", "AC-6"] },
  database: "A database's operating system is hardened.",
  remediation: "Leave the pod as the release renders it.",
  checkStack: (stack) => shapeDifferences(stack, "pod"),
};
