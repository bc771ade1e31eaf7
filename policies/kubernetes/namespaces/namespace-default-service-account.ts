import { inNamespace } from "../../rule/namespaced.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { allOf } from "../../rule/truth.ts";

export const namespaceDefaultServiceAccount: StackRule = {
  name: "kubernetes-namespace-default-service-account",
  description: "The default service account of each namespace mounts no token.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D8", "D5"],
  frameworks: { cisEks: ["4.1.5", "4.1.6"], checkov: ["CKV_K8S_41"], nist80053r5: ["AC-6"] },
  database: "RDS.25: the default user is not in use.",
  remediation: "Manage the ServiceAccount default, with automountServiceAccountToken false.",
  checkStack: (stack) =>
    stack.of("kubernetes:core/v1:Namespace").flatMap((namespace) =>
      about(
        namespace,
        need(
          stack.some(["kubernetes:core/v1:ServiceAccount"], (account) =>
            allOf([
              inNamespace(account, namespace),
              account.at("metadata", "name").is("default"),
              account.at("automountServiceAccountToken").is(false),
            ]),
          ),
          "has a default service account that mounts tokens; accepted: one with automountServiceAccountToken false",
          "defaultAccount",
        ),
      ),
    ),
};
