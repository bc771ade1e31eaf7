import type { KeepSpec } from "../keep-spec.ts";
import { lockedBytes } from "./lockfile.ts";

/** Blocks of the file system, folders, and the copy of a name here and there; generous, since a full volume evicts the pod. */
const slack = 1.01;

/**
 * Size of the volume that holds the weights, in GiB. One copy: the loader verifies in place and renames.
 * Where there is no lockfile yet the loader refuses, and the catalog's size stands in so that a preview shows what will be asked for.
 *
 * The server's own container must count this much ephemeral storage on top of its own, in requests and limits: an emptyDir counts
 * against the pod, and the kubelet evicts a pod that holds more than the larger of its init containers' and its containers' limits.
 * Source: "Local ephemeral storage", Kubernetes documentation.
 */
export function weightsGiB({ model }: Pick<KeepSpec, "model">): number {
  const bytes = model.lockfile ? lockedBytes(model.lockfile) : (model.checkpointBytes ?? 0);
  return Math.ceil((bytes * slack) / 2 ** 30) + 1;
}
