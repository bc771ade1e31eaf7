import type { KeepSpec, KeepSpecs, Lockfile } from "../../charts/keep-spec.ts";
import { existingNodeShare } from "../nodes/existing-node-share.ts";
import type { ClusterKeep, ClusterModel } from "../settings/checked-keep.ts";
import { clusterDnsOf, podUsersOf } from "../settings/platform.ts";
import { keepSpecAnywhere, keepSpecsOf, type Lockfiles, parallelOf } from "./keep-spec.ts";
import { serverImages } from "./server-images.ts";

/** Chart input for a keep on an existing cluster, by version of each model. */
export function existingKeepSpecs(keep: ClusterKeep, lockfiles: Lockfiles): KeepSpecs {
  return keepSpecsOf(keep.served, (served) => existingKeepSpec(keep, served, lockfiles(served)));
}

function existingKeepSpec(keep: ClusterKeep, served: ClusterModel, lockfile: Lockfile | undefined): KeepSpec {
  const { target, capacity } = served;
  const gpus = target.accelerator === "none" ? 0 : (capacity.gpus?.count ?? 0);
  return {
    ...keepSpecAnywhere(keep.name, served, lockfile),
    hardware: {
      accelerator: target.accelerator,
      gpus,
      nodes: capacity.nodesPerReplica,
      ...parallelOf(served, gpus),
      ...existingNodeShare(target),
      networkMbps: undefined,
      localNvme: false,
    },
    images: serverImages(keep),
    weights: { kind: "claim", from: target.weights },
    placement: {
      nodeSelector: target.nodeSelector,
      tolerations: target.tolerations.map(tolerationOf),
      runtimeClass: target.runtimeClass,
    },
    network: {
      loadBalancerRanges: [],
      nodePort: undefined,
      listenerPort: undefined,
      podIdentity: false,
      vaultRanges: [],
      dns: clusterDnsOf(target),
    },
    users: podUsersOf(target),
  };
}

/** A toleration as Kubernetes takes it: a value is only for operator Equal. */
function tolerationOf({ key, operator, value, effect }: ClusterModel["target"]["tolerations"][number]) {
  return {
    key,
    operator: operator ?? (value === undefined ? ("Exists" as const) : ("Equal" as const)),
    ...(value === undefined ? {} : { value }),
    ...(effect === undefined ? {} : { effect }),
  };
}
