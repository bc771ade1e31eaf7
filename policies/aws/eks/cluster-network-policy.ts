import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { allOf } from "../../rule/truth.ts";

export const eksClusterNetworkPolicy: StackRule = {
  name: "aws-eks-cluster-network-policy",
  description: "Network policies are enforced, in strict mode, so that a pod without one has no connectivity.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { cisEks: ["4.3.1", "5.4.4"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Add the add-on vpc-cni with enableNetworkPolicy and NETWORK_POLICY_ENFORCING_MODE strict.",
  checkStack: (stack) =>
    stack.of("aws:eks/cluster:Cluster").flatMap((cluster) =>
      about(
        cluster,
        need(
          stack.some(["aws:eks/addon:Addon"], (addon) => {
            const values = addon.at("configurationValues").json();
            return allOf([
              refersTo(addon, "clusterName", cluster),
              addon.at("addonName").is("vpc-cni"),
              values.at("enableNetworkPolicy").is(true),
              values.at("env", "NETWORK_POLICY_ENFORCING_MODE").is("strict"),
            ]);
          }),
          "does not enforce network policies; accepted: the add-on vpc-cni in strict mode",
          "addons",
        ),
      ),
    ),
};
