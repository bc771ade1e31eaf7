import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const eksFargateProfileNone: ResourceRule = {
  name: "aws-eks-fargate-profile-none",
  description: "Pods run on nodes, not on Fargate, which has neither network policies nor runtime monitoring.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19", "D2"],
  frameworks: { fsbp: ["GuardDuty.7"], nist80053r5: ["SI-4"] },
  database: "RDS.6: what cannot be monitored is not used.",
  remediation: "Remove the profile.",
  types: ["aws:eks/fargateProfile:FargateProfile"],
  check: () => need(Truth.of(false), "runs pods without network policies and runtime monitoring; accepted: node groups"),
};
