import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const namespacePodSecurity: ResourceRule = {
  name: "kubernetes-namespace-pod-security",
  description: 'Namespaces enforce the Pod Security Standard "restricted", at a pinned version.',
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { cisEks: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"], nist80053r5: ["AC-6", "CM-7"] },
  database: "A database's operating system is hardened.",
  remediation: "Set the labels pod-security.kubernetes.io/enforce, audit and warn to restricted, with versions.",
  config: {
    exempt: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "namespaces that are exempt, such as those of device plugins",
    },
  },
  types: ["kubernetes:core/v1:Namespace"],
  check: (namespace, config) =>
    when(
      namespace
        .at("metadata", "name")
        .is(...listOf(config, "exempt"))
        .not(),
      () =>
        ["enforce", "audit", "warn"].flatMap((mode) => {
          const label = (suffix: string) => namespace.at("metadata", "labels", `pod-security.kubernetes.io/${mode}${suffix}`);
          return [
            ...need(label("").is("restricted"), "is not restricted; accepted: restricted"),
            ...need(label("-version").matches(/^v1\.\d+$/), "is not pinned; accepted: a version such as v1.36"),
          ];
        }),
    ),
};
