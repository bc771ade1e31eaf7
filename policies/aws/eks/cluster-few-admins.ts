import { numberOf } from "../../rule/configured.ts";
import { forbid } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";

export const eksClusterFewAdmins: StackRule = {
  name: "aws-eks-cluster-few-admins",
  description: "The number of cluster administrators is limited.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5", "D18"],
  frameworks: { cisEks: ["4.1.1"], fsbp: ["IAM.1"], nist80053r5: ["AC-2", "AC-6"] },
  database: "RDS.24: few are superuser.",
  remediation: "Give operators AmazonEKSViewPolicy.",
  config: {
    administrators: {
      type: "integer",
      default: 2,
      minimum: 1,
      description: "highest number of principals with AmazonEKSClusterAdminPolicy",
    },
  },
  checkStack: (stack, config) => {
    const administers = (one: Subject) => one.at("policyArn").matches(/\/AmazonEKSClusterAdminPolicy$/);
    const all = stack.of("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    const sure = all.filter((one) => administers(one).state === "yes");
    const most = numberOf(config, "administrators");
    const ranked = [...sure, ...all.filter((one) => administers(one).state === "unknown")];
    return ranked
      .slice(most)
      .flatMap((one) => about(one, forbid(administers(one), `is one administrator more than ${most}; accepted: AmazonEKSViewPolicy`)));
  },
};
