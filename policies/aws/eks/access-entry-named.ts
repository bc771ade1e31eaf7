import { forbid, need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAccessEntryNamed: ResourceRule = {
  name: "aws-eks-access-entry-named",
  description: "An access entry is for one IAM role, without system: groups.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.1", "4.1.7"], nist80053r5: ["AC-2", "AC-6"] },
  database: "pg_hba.conf: users are named.",
  remediation: "Use the ARN of a role, and no system: groups.",
  types: ["aws:eks/accessEntry:AccessEntry", "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"],
  check: (entry) => [
    ...need(
      entry.at("principalArn").matches(/^arn:aws[\w-]*:iam::\d{12}:role\/[^*?]+$/),
      "is not a single role; accepted: the ARN of a role",
    ),
    ...entry
      .at("kubernetesGroups")
      .items()
      .each((group) => forbid(group.matches(/^system:/), "is a system group; accepted: groups of your own")),
  ],
};
