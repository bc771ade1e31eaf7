import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const claimKnownShape: StackRule = {
  name: "kubernetes-claim-known-shape",
  description: "The claim for the weights requests one volume or storage class, and nothing else.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D17"],
  frameworks: { nist80053r5: ["AC-6"] },
  database: "CIS PostgreSQL 2.3: files are where their owner put them.",
  remediation: "Leave the claim as the release renders it.",
  checkStack: (stack) => shapeDifferences(stack, "claim"),
};
