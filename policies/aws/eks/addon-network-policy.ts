import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAddonNetworkPolicy: ResourceRule = {
  name: "aws-eks-addon-network-policy",
  description: "The VPC CNI enforces network policies in strict mode.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { cisEks: ["4.3.1", "5.4.4"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: 'Set enableNetworkPolicy to "true" and env.NETWORK_POLICY_ENFORCING_MODE to strict in configurationValues.',
  types: ["aws:eks/addon:Addon"],
  check: (addon) =>
    when(addon.at("addonName").is("vpc-cni"), () => {
      const values = addon.at("configurationValues").json();
      return [
        ...need(values.at("enableNetworkPolicy").is(true), "must be true: when unset, network policies are not enforced"),
        ...need(
          values.at("env", "NETWORK_POLICY_ENFORCING_MODE").is("strict"),
          "must be strict: in standard mode a new pod's traffic is allowed for some seconds",
        ),
      ];
    }),
};
