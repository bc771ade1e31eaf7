import type { KeepSpec } from "../keep-spec.ts";
import type { PodDisruptionBudget } from "../kubernetes/kinds.ts";
import { keepLabels, modelServerSelector, serverName, servingNamespace } from "../names.ts";

/**
 * At most one pod of the model is down by choice, such as for the drain of a node; on several nodes its group goes with it. A keep with a single replica can be drained as well: a budget
 * that forbids it would hold up every update of the node instead. A replica that never became ready does not hold up anything.
 */
export function disruptionBudget(spec: KeepSpec): PodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: serverName(spec.server), namespace: servingNamespace(spec.name), labels: keepLabels(spec.name, "model-server") },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: modelServerSelector(spec.name, spec.server) },
    },
  };
}
