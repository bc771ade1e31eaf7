import { listOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupMinimalImage: ResourceRule = {
  name: "aws-eks-node-group-minimal-image",
  description: "Nodes run Bottlerocket: no shell, no package manager, a read-only root file system.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { cisEks: ["4.2.1"], nist80053r5: ["CM-7"] },
  database: "CIS PostgreSQL 1.1: only needed packages are installed.",
  remediation: "Set amiType to a BOTTLEROCKET type.",
  config: {
    amiTypes: {
      type: "array",
      items: { type: "string" },
      default: [
        "BOTTLEROCKET_x86_64",
        "BOTTLEROCKET_ARM_64",
        "BOTTLEROCKET_x86_64_NVIDIA",
        "BOTTLEROCKET_ARM_64_NVIDIA",
        "BOTTLEROCKET_x86_64_FIPS",
        "BOTTLEROCKET_ARM_64_FIPS",
      ],
      description: "AMI types accepted",
    },
  },
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group, config) =>
    need(
      group.at("amiType").is(...listOf(config, "amiTypes")),
      `is not an accepted type; accepted: ${listOf(config, "amiTypes").join(", ")}`,
    ),
};
