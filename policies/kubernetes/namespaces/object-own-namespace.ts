import { need } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const objectOwnNamespace: ResourceRule = {
  name: "kubernetes-object-own-namespace",
  description: "Everything stands in a namespace that the program names, and not in the default one.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4"] },
  database: "Schemas: nothing lies in public.",
  remediation: "Set metadata.namespace.",
  types: [
    ...podTypes,
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:ServiceAccount",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    "kubernetes:core/v1:ConfigMap",
  ],
  check: (object) =>
    need(
      object.at("metadata", "namespace").present().and(object.at("metadata", "namespace").is("default").not()),
      "is the default one; accepted is a namespace of one's own",
      "metadata.namespace",
    ),
};
