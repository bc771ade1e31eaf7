import { accessModesOf } from "../../catalog/provisioners.ts";
import { type Finding, notRead } from "../finding.ts";
import { quantityOf } from "../quantity.ts";
import type { Snapshot } from "../snapshot.ts";
import type { AskedWeights } from "./asked-weights.ts";
import { unfit } from "./bound-volume.ts";

const follows = "the claim on it stays Pending, and `pulumi up` fails after 5 minutes";

/** Whether the storage class of the weights is there, and its volumes can be mounted as asked and come filled. */
export function judgeStorageClass(snapshot: Snapshot, { about, path, weights, model, serving }: AskedWeights<"storage-class">): Finding {
  const { storageClasses, volumes, claims } = snapshot;
  for (const part of [storageClasses, volumes, claims]) if ("unread" in part) return notRead(about, part.unread);
  if ("unread" in storageClasses || "unread" in volumes || "unread" in claims) throw new Error("one of them was read");
  const { storageClass, accessMode } = weights;
  const able = storageClasses.read.filter(({ provisioner }) => accessModesOf(provisioner)?.includes(accessMode));
  const fixes = [
    ...able.map(({ name }) => ({ path: `${path}.storageClass`, value: name })),
    ...(accessMode === "ReadOnlyMany" ? [{ path: `${path}.accessMode`, value: "ReadWriteOnce" }] : []),
  ];
  const found = storageClasses.read.find(({ name }) => name === storageClass);
  if (found === undefined)
    return {
      about,
      state: "fails",
      cause: "class",
      seen: `no StorageClass ${storageClass}; there are ${storageClasses.read.map(({ name }) => name).join(", ") || "none"}`,
      follows,
      fixes,
      administrator: `make the StorageClass ${storageClass}`,
    };
  const called = `StorageClass ${storageClass} of ${found.provisioner}`;
  const bound = volumes.read.find((one) => one.claimedIn === serving && one.claim === model.claim.name && one.phase === "Bound");
  const free = volumes.read.find(
    (one) =>
      one.storageClass === storageClass &&
      one.phase === "Available" &&
      one.claimedIn === undefined &&
      one.accessModes.includes(accessMode) &&
      (quantityOf(one.capacity) ?? 0) >= (model.claim.bytes ?? Number.POSITIVE_INFINITY),
  );
  const volume = bound ?? free;
  if (volume !== undefined)
    return (
      unfit(about, volume, snapshot, model) ?? { about, state: "works", seen: `${called}; PersistentVolume ${volume.name}, ${accessMode}` }
    );
  const modes = accessModesOf(found.provisioner);
  if (modes !== undefined && !modes.includes(accessMode))
    return {
      about,
      state: "fails",
      cause: "mode",
      seen: `${called}, whose volumes are ${modes.join(", ")}`,
      follows,
      fixes,
      administrator: `make a class whose volumes are ${accessMode}`,
    };
  return {
    about,
    state: "undecided",
    cause: "filled",
    seen: `${called}${modes === undefined ? ", whose access modes are not known" : `, ${accessMode}`}; no volume of it is there yet`,
    follows: `what it makes may be empty${modes === undefined ? `, or not be mounted ${accessMode}` : ""}: the loader then refuses`,
    administrator: `see that volumes of ${storageClass} come filled, or make one with the weights`,
  };
}
