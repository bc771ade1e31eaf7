import type { KeepSpec } from "../keep-spec.ts";
import type { ChartObject } from "../kubernetes/kinds.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { groupNetwork } from "./group-network.ts";
import { modelServerGroups } from "./leader-worker-set.ts";
import { modelServerDeployment } from "./model-server-deployment.ts";
import type { PodParts } from "./pod-parts.ts";
import { programConfig } from "./program-config.ts";

/**
 * The model server of a keep, in the order in which it must be created: what its pods need comes before them.
 * @param parts what the charts of the weights and of the front door put into the pod
 * @throws RangeError for an argument or a variable of vLLM outside the allow-lists, or a model that does not fit a node without GPUs
 */
export function modelServer(spec: KeepSpec, parts: PodParts): ChartObject[] {
  const several = spec.hardware.nodes > 1;
  return [
    programConfig(spec, parts.programs),
    disruptionBudget(spec),
    ...(several ? groupNetwork(spec) : []),
    several ? modelServerGroups(spec, parts) : modelServerDeployment(spec, parts),
  ];
}
