import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const networkPolicyKnownShape: StackRule = {
  name: "kubernetes-network-policy-known-shape",
  description: "The keep's network policies are a default deny, one per client, and those for the loader, the probe and the cluster's DNS.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D2", "D3"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: each line is known.",
  remediation: "Name the client in the settings.",
  checkStack: (stack) => shapeDifferences(stack, "network-policy"),
};
