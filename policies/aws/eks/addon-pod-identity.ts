import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAddonPodIdentity: ResourceRule = {
  name: "aws-eks-addon-pod-identity",
  description: "The VPC CNI has its own IAM role, so that nodes need no permissions on network interfaces.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D5", "D8"],
  frameworks: { cisEks: ["4.1.6"], nist80053r5: ["AC-6"] },
  database: "GRANT: one role for each program.",
  remediation: "Set podIdentityAssociations, or serviceAccountRoleArn.",
  types: ["aws:eks/addon:Addon"],
  check: (addon) =>
    when(addon.at("addonName").is("vpc-cni"), () =>
      need(
        addon.at("podIdentityAssociations").items().empty().not().or(addon.at("serviceAccountRoleArn").present()),
        "is missing: the node's role would need permissions on network interfaces",
        "podIdentityAssociations",
      ),
    ),
};
