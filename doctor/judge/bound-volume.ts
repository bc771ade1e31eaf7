import type { Finding } from "../finding.ts";
import type { ModelNeeds } from "../needs.ts";
import type { ClusterNode, ClusterVolume, Snapshot } from "../snapshot.ts";
import { holds } from "./expression.ts";
import { allowed, freeNodes, roomOn } from "./free-nodes.ts";

/**
 * What is wrong with a volume for any claim: it goes with its claim, or it is where no pod of the model can be. Undefined where nothing is,
 * and where there is no room on any node, which is found elsewhere.
 */
export function unfit(about: string, volume: ClusterVolume, snapshot: Snapshot, model: ModelNeeds): Finding | undefined {
  const { name, reclaimPolicy } = volume;
  if (reclaimPolicy !== "Retain")
    return {
      about,
      state: "fails",
      cause: "reclaim",
      seen: `PersistentVolume ${name} has the reclaim policy ${reclaimPolicy || "of its driver"}`,
      follows: "`pulumi destroy`, and a change of the weights' volume, delete the weights",
      administrator: `kubectl patch pv ${name} -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
    };
  if (volume.nodeAffinity === undefined || "unread" in snapshot.nodes) return undefined;
  const fit = allowed(snapshot, freeNodes(snapshot.nodes.read, snapshot.requested), model).filter((one) => roomOn(one, model) > 0);
  const room = fit.filter(({ node }) => reaches(volume, node)).reduce((sum, one) => sum + roomOn(one, model), 0);
  if (fit.length === 0 || room >= model.pods) return undefined;
  return {
    about,
    state: "fails",
    cause: "reach",
    seen: `PersistentVolume ${name} is for some nodes only, which have room for ${room} of ${model.pods} pods`,
    follows: "the others stay Pending",
    administrator: "put the weights on a volume that the nodes for the model reach",
  };
}

/** Whether a volume can be used on a node. */
export function reaches({ nodeAffinity }: ClusterVolume, { name, labels }: ClusterNode): boolean {
  const all = { ...labels, "metadata.name": name };
  return nodeAffinity === undefined || nodeAffinity.some((term) => term.length > 0 && term.every((one) => holds(one, all)));
}
