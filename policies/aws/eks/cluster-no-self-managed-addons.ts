import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterNoSelfManagedAddons: ResourceRule = {
  name: "aws-eks-cluster-no-self-managed-addons",
  description: "EKS does not install its default, unpinned networking add-ons.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D16", "D2"],
  frameworks: { cisEks: ["4.3.1"], nist80053r5: ["CM-7"] },
  database: "CIS PostgreSQL 1.2: only what is needed is installed.",
  remediation: "Set bootstrapSelfManagedAddons to false.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) =>
    need(cluster.at("bootstrapSelfManagedAddons").is(false), "must be false: when unset, the first pods run without network policies"),
};
