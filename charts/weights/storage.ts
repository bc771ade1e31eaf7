import { checkpointBytes } from "../inference/checkpoint.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { lockedBytes } from "./lockfile.ts";

/** Blocks of the file system, folders, and the copy of a name here and there; generous, since a full volume evicts the pod. */
const slack = 1.01;

/**
 * Size of the volume that holds the weights, in GiB. One copy: the loader verifies in place and renames.
 * Where there is no lockfile yet the loader refuses, and the catalog's size is used so that a preview shows the request.
 *
 * The server's own container must count this much ephemeral storage on top of its own, in requests and limits: an emptyDir counts
 * against the pod, and the kubelet evicts a pod that holds more than the larger of its init containers' and its containers' limits.
 * Source: "Local ephemeral storage", Kubernetes documentation.
 */
export function weightsGiB({ model }: Pick<KeepSpec, "model">): number {
  const bytes = model.lockfile ? lockedBytes(model.lockfile) : (model.checkpointBytes ?? 0);
  return Math.ceil((bytes * slack) / 2 ** 30) + 1;
}

/** What a volume holds in addition to the checkpoint: its file system's own, and what a publisher left there. */
const headroom = 1.1;

/** Claims come in steps of this size, in GiB, so that a lockfile a little larger than the catalog's figure asks for the same volume. */
const step = 10;

/**
 * Size that a claim on the weights asks its storage class for, in GiB: the checkpoint by the catalog, or by the lockfile where that is more,
 * with a tenth on top, up to the next ten. A volume of the class must have at least this capacity.
 */
export function claimGiB({ model }: Pick<KeepSpec, "model">): number {
  const bytes = Math.max(model.checkpointBytes ?? 0, checkpointBytes({ model }));
  return Math.ceil((bytes * headroom) / 2 ** 30 / step) * step;
}
