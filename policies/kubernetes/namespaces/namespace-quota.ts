import { inNamespace } from "../../rule/namespaced.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { allOf } from "../../rule/truth.ts";

export const namespaceQuota: StackRule = {
  name: "kubernetes-namespace-quota",
  description: "Namespaces have a ResourceQuota, which excludes load balancers and limits node ports, and a LimitRange.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { trivy: ["KSV-0039", "KSV-0040"], nist80053r5: ["SC-5", "SC-6"] },
  database: "max_connections: a database has limits.",
  remediation: "Add a ResourceQuota with services.loadbalancers 0, and a LimitRange.",
  checkStack: (stack) =>
    stack.of("kubernetes:core/v1:Namespace").flatMap((namespace) =>
      about(namespace, [
        ...need(
          stack.some(["kubernetes:core/v1:ResourceQuota"], (quota) =>
            allOf([
              inNamespace(quota, namespace),
              quota.at("spec", "hard", "services.loadbalancers").is(0),
              ...["pods", "requests.cpu", "requests.memory", "services.nodeports"].map((key) => quota.at("spec", "hard", key).present()),
            ]),
          ),
          "has no quota on pods, cpu, memory, node ports and load balancers; accepted: a ResourceQuota on each",
          "quota",
        ),
        ...need(
          stack.some(["kubernetes:core/v1:LimitRange"], (range) =>
            inNamespace(range, namespace).and(
              range
                .at("spec", "limits")
                .items()
                .some((limit) => limit.at("default", "memory").present().and(limit.at("max", "memory").present())),
            ),
          ),
          "has no default and maximum memory limit; accepted: a LimitRange",
          "limitRange",
        ),
      ]),
    ),
};
