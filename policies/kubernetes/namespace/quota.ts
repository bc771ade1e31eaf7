import { inNamespace } from "../../rule/namespaced.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { allOf } from "../../rule/truth.ts";

export const namespaceQuota: StackRule = {
  name: "kubernetes-namespace-quota",
  description: "Each namespace has a quota, which leaves no room for load balancers or node ports, and default limits.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { trivy: ["KSV-0039", "KSV-0040"], nist80053r5: ["SC-5", "SC-6"] },
  database: "max_connections: a database is bounded.",
  remediation: "Add a ResourceQuota with services.loadbalancers 0, and a LimitRange.",
  checkStack: (stack) =>
    stack.of("kubernetes:core/v1:Namespace").flatMap((namespace) =>
      about(namespace, [
        ...need(
          stack.some(["kubernetes:core/v1:ResourceQuota"], (quota) =>
            allOf([
              inNamespace(quota, namespace),
              quota.at("spec", "hard", "services.loadbalancers").is(0),
              quota.at("spec", "hard", "pods").present(),
            ]),
          ),
          "has no quota on pods and load balancers; accepted is a ResourceQuota",
          "quota",
        ),
        ...need(
          stack.some(["kubernetes:core/v1:LimitRange"], (range) => inNamespace(range, namespace)),
          "has no default limits; accepted is a LimitRange",
          "limitRange",
        ),
      ]),
    ),
};
