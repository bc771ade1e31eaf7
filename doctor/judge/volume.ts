import { type Finding, notRead } from "../finding.ts";
import type { ClusterVolume, Snapshot } from "../snapshot.ts";
import type { AskedWeights } from "./asked-weights.ts";
import { unfit } from "./bound-volume.ts";

/** Whether the volume of the weights is there, and free for the keep's claim or bound to it. */
export function judgeVolume(snapshot: Snapshot, { about, path, weights, model, serving }: AskedWeights<"volume">): Finding {
  const { volumes } = snapshot;
  if ("unread" in volumes) return notRead(about, volumes.unread);
  const { volume, accessMode } = weights;
  const free = volumes.read.filter(
    (one) => one.claimedIn === undefined && one.phase === "Available" && one.storageClass === "" && one.reclaimPolicy === "Retain",
  );
  const fixes = [
    ...free.filter((one) => one.accessModes.includes(accessMode)).map(({ name }) => ({ path: `${path}.volume`, value: name })),
    ...free
      .filter((one) => one.accessModes.includes("ReadWriteOnce"))
      .map(({ name }) => ({ path, value: { kind: "volume", volume: name, accessMode: "ReadWriteOnce" } })),
  ];
  const found = volumes.read.find(({ name }) => name === volume);
  const why =
    found === undefined ? [`no PersistentVolume ${volume}`, `make the PersistentVolume ${volume} with the weights`] : closed(found);
  if (why !== undefined)
    return {
      about,
      state: "fails",
      seen: why[0] as string,
      follows: "the claim on it stays Pending, and `pulumi up` fails after 5 minutes",
      fixes,
      administrator: why[1] as string,
    };
  const volumeFound = found as ClusterVolume;
  return (
    unfit(about, volumeFound, snapshot, model) ?? {
      about,
      state: "works",
      seen: `PersistentVolume ${volume}, ${accessMode}, ${volumeFound.reclaimPolicy} after use`,
    }
  );

  /** Why the keep's claim cannot be bound to a volume, and what an administrator does about it. */
  function closed({ claimedIn, claim, phase, storageClass, accessModes }: ClusterVolume): [string, string] | undefined {
    const own = claimedIn === serving && claim === model.claim.name;
    if (phase !== "Available" && phase !== "Bound")
      return [`PersistentVolume ${volume} is ${phase || "of no phase"}`, "remove its claimRef, so that it can be claimed again"];
    if (claimedIn === serving && !own)
      return [
        `PersistentVolume ${volume} is bound to the claim ${claim} in ${serving}`,
        `name that claim in ${path}, or give the keep another volume`,
      ];
    if (claimedIn !== undefined && !own)
      return [`PersistentVolume ${volume} is bound to a claim elsewhere`, "give the keep a volume of its own"];
    if (phase === "Bound" && !own) return [`PersistentVolume ${volume} is bound`, "give the keep a volume of its own"];
    if (storageClass !== "") return [`PersistentVolume ${volume} has class ${storageClass}`, "make it without a storage class"];
    return accessModes.includes(accessMode)
      ? undefined
      : [`PersistentVolume ${volume} is ${accessModes.join(", ")}, not ${accessMode}`, `make a volume with ${accessMode}`];
  }
}
