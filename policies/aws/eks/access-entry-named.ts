import { forbid, need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAccessEntryNamed: ResourceRule = {
  name: "aws-eks-access-entry-named",
  description: "An access entry is for one role, in no group of the system.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.1", "4.1.7"], nist80053r5: ["AC-2", "AC-6"] },
  database: "pg_hba.conf: users are named.",
  remediation: "Name a role by ARN, and leave system: groups out.",
  types: ["aws:eks/accessEntry:AccessEntry", "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"],
  check: (entry) => [
    ...need(entry.at("principalArn").matches(/^arn:aws[\w-]*:iam::\d{12}:role\/[^*?]+$/), "is not one role; accepted is an ARN of a role"),
    ...entry
      .at("kubernetesGroups")
      .items()
      .each((group) => forbid(group.matches(/^system:/), "is a group of the system; accepted are groups of your own")),
  ],
};
