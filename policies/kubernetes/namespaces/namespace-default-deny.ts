import { inNamespace } from "../../rule/namespaced.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { allOf, type Truth } from "../../rule/truth.ts";

const selectsAll = (policy: Subject): Truth =>
  policy
    .at("spec", "podSelector", "matchLabels")
    .entries()
    .empty()
    .and(policy.at("spec", "podSelector", "matchExpressions").items().empty());

const both = (policy: Subject): Truth =>
  allOf(
    ["Ingress", "Egress"].map((direction) =>
      policy
        .at("spec", "policyTypes")
        .items()
        .some((one) => one.is(direction)),
    ),
  );

export const namespaceDefaultDeny: StackRule = {
  name: "kubernetes-namespace-default-deny",
  description: "Each namespace has a default-deny network policy for ingress and egress.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { cisEks: ["4.3.2"], checkov: ["CKV2_K8S_6"], trivy: ["KSV-0038"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: the last line rejects.",
  remediation: "Add a NetworkPolicy with an empty podSelector, policyTypes Ingress and Egress, and no rules.",
  checkStack: (stack) =>
    stack.of("kubernetes:core/v1:Namespace").flatMap((namespace) =>
      about(
        namespace,
        need(
          stack.some(["kubernetes:networking.k8s.io/v1:NetworkPolicy"], (policy) =>
            allOf([
              inNamespace(policy, namespace),
              selectsAll(policy),
              both(policy),
              policy.at("spec", "ingress").items().empty(),
              policy.at("spec", "egress").items().empty(),
            ]),
          ),
          "has no default-deny network policy for both directions; accepted: a NetworkPolicy without rules",
          "defaultDeny",
        ),
      ),
    ),
};
