import { need } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const objectOwnNamespace: ResourceRule = {
  name: "kubernetes-object-own-namespace",
  description: "Every object has an explicit namespace other than default.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4"] },
  database: "Schemas: no objects in public.",
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
      "is the default namespace; accepted: a dedicated one",
      "metadata.namespace",
    ),
};
