import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const certificateKnownShape: StackRule = {
  name: "kubernetes-certificate-known-shape",
  description: "The only certificate is the front door's: a server certificate, valid for a week.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6", "D8"],
  frameworks: { nist80053r5: ["SC-8", "IA-5"] },
  database: "RDS.39: certificates of a database are rotated.",
  remediation: "Leave the certificate as the release renders it; clients get theirs outside of the program.",
  checkStack: (stack) => shapeDifferences(stack, "certificate"),
};
