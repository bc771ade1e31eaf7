import type { KeepSpec, Lockfile } from "../../charts/keep-spec.ts";
import { existingNodeShare } from "../nodes/existing-node-share.ts";
import type { Keep } from "../settings/keep.ts";
import type { ExistingTarget } from "../settings/target.ts";
import { keepSpecAnywhere, parallelOf } from "./keep-spec.ts";
import { serverImages } from "./server-images.ts";

/** What the charts need of a keep on a cluster that exists. */
export function existingKeepSpec(keep: Keep, target: ExistingTarget, lockfile: Lockfile | undefined): KeepSpec {
  const gpus = target.accelerator === "none" ? 0 : (keep.capacity.gpus?.count ?? 0);
  return {
    ...keepSpecAnywhere(keep, lockfile),
    hardware: {
      accelerator: target.accelerator,
      gpus,
      nodes: keep.capacity.nodesPerReplica,
      ...parallelOf(keep, gpus),
      ...existingNodeShare(target),
      networkMbps: undefined,
      localNvme: false,
    },
    images: serverImages(keep, target),
    weights: { kind: "claim", from: target.weights },
    placement: {
      nodeSelector: target.nodeSelector,
      tolerations: target.tolerations.map(({ key, operator, value, effect }) => ({
        key,
        operator,
        ...(value === undefined ? {} : { value }),
        ...(effect === undefined ? {} : { effect }),
      })),
      runtimeClass: target.runtimeClass,
    },
    network: { loadBalancerRanges: [], nodePort: undefined, podIdentity: false, vaultRanges: [] },
  };
}
