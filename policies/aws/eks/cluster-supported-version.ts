import { kubernetesFacts } from "../../facts/facts.ts";
import { listOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterSupportedVersion: ResourceRule = {
  name: "aws-eks-cluster-supported-version",
  description: "The Kubernetes version is under standard support, and is upgraded when that ends.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D15"],
  frameworks: { fsbp: ["EKS.2"], checkov: ["CKV_AWS_339"], nist80053r5: ["SI-2"] },
  database: "RDS.13: minor versions are upgraded.",
  remediation: "Set version to a supported one, and upgradePolicy.supportType to STANDARD.",
  config: {
    versions: {
      type: "array",
      items: { type: "string" },
      default: kubernetesFacts.supportedVersions,
      description: "Kubernetes versions accepted",
    },
  },
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster, config) => [
    ...need(
      cluster.at("version").is(...listOf(config, "versions")),
      `is not under standard support; accepted: ${listOf(config, "versions").join(", ")}`,
    ),
    ...need(cluster.at("upgradePolicy", "supportType").is("STANDARD"), "keeps the version under extended support; accepted: STANDARD"),
  ],
};
