import { accessModesOf } from "../../catalog/provisioners.ts";
import { type Finding, notRead } from "../finding.ts";
import type { ModelNeeds, Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";

type Weights = ModelNeeds["served"]["target"]["weights"];
type Of<Kind extends Weights["kind"]> = Extract<Weights, { kind: Kind }>;

/** Whether the volume, class or claim of the weights is there, and can be mounted as asked; each once. */
export function judgeWeights(snapshot: Snapshot, needs: Needs): Finding[] {
  const found = needs.models.map(({ served, name }) => {
    const path = served.paths.placement.weights;
    return { path, finding: ofWeights(`weights of ${name}`, path, snapshot, served.target.weights, needs.namespaces.serving) };
  });
  return found
    .filter(({ path, finding }, i) => found.findIndex((one) => one.path === path && one.finding.seen === finding.seen) === i)
    .map(({ finding }) => finding);
}

function ofWeights(about: string, path: string, snapshot: Snapshot, weights: Weights, serving: string): Finding {
  if (weights.kind === "volume") return ofVolume(about, path, snapshot, weights, serving);
  return weights.kind === "claim" ? ofClaim(about, path, snapshot, weights, serving) : ofClass(about, path, snapshot, weights);
}

function ofVolume(about: string, path: string, { volumes }: Snapshot, { volume, accessMode }: Of<"volume">, serving: string): Finding {
  if ("unread" in volumes) return notRead(about, volumes.unread);
  const free = volumes.read.filter((one) => one.claimedIn === undefined && one.phase === "Available" && one.storageClass === "");
  const fixes = [
    ...free.filter((one) => one.accessModes.includes(accessMode)).map(({ name }) => ({ path: `${path}.volume`, value: name })),
    ...free
      .filter((one) => one.accessModes.includes("ReadWriteOnce"))
      .map(({ name }) => ({ path, value: { kind: "volume", volume: name, accessMode: "ReadWriteOnce" } })),
  ];
  const fails = (seen: string, administrator: string): Finding => ({
    about,
    state: "fails",
    seen,
    follows: "the claim on it stays Pending, and `pulumi up` fails after 5 minutes",
    fixes,
    administrator,
  });
  const found = volumes.read.find(({ name }) => name === volume);
  if (found === undefined) return fails(`no PersistentVolume ${volume}`, `make the PersistentVolume ${volume} with the weights`);
  if (found.claimedIn !== undefined && found.claimedIn !== serving)
    return fails(`PersistentVolume ${volume} is bound to a claim elsewhere`, "give the keep a volume of its own");
  if (found.claimedIn === undefined && found.phase !== "Available")
    return fails(`PersistentVolume ${volume} is ${found.phase}`, "remove its claimRef, so that it can be claimed again");
  if (found.storageClass !== "")
    return fails(`PersistentVolume ${volume} has class ${found.storageClass}`, "make it without a storage class");
  if (!found.accessModes.includes(accessMode))
    return fails(`PersistentVolume ${volume} is ${found.accessModes.join(", ")}, not ${accessMode}`, `make a volume with ${accessMode}`);
  return { about, state: "works", seen: `PersistentVolume ${volume}, ${accessMode}, ${found.reclaimPolicy} after use` };
}

function ofClass(about: string, path: string, { storageClasses }: Snapshot, { storageClass, accessMode }: Of<"storage-class">): Finding {
  if ("unread" in storageClasses) return notRead(about, storageClasses.unread);
  const able = storageClasses.read.filter(({ provisioner }) => accessModesOf(provisioner)?.includes(accessMode));
  const fixes = [
    ...able.map(({ name }) => ({ path: `${path}.storageClass`, value: name })),
    ...(accessMode === "ReadOnlyMany" ? [{ path: `${path}.accessMode`, value: "ReadWriteOnce" }] : []),
  ];
  const follows = "the claim on it stays Pending, and `pulumi up` fails after 5 minutes";
  const found = storageClasses.read.find(({ name }) => name === storageClass);
  if (found === undefined)
    return {
      about,
      state: "fails",
      seen: `no StorageClass ${storageClass}; there are ${storageClasses.read.map(({ name }) => name).join(", ") || "none"}`,
      follows,
      fixes,
      administrator: `make the StorageClass ${storageClass}`,
    };
  const modes = accessModesOf(found.provisioner);
  if (modes === undefined)
    return {
      about,
      state: "undecided",
      seen: `StorageClass ${storageClass} of ${found.provisioner}, whose access modes are not known`,
      follows: `its volumes may not be mounted ${accessMode}`,
      administrator: `see that ${found.provisioner} mounts volumes ${accessMode}`,
    };
  if (!modes.includes(accessMode))
    return {
      about,
      state: "fails",
      seen: `StorageClass ${storageClass} of ${found.provisioner}, whose volumes are ${modes.join(", ")}`,
      follows,
      fixes,
      administrator: `make a class whose volumes are ${accessMode}`,
    };
  return { about, state: "works", seen: `StorageClass ${storageClass} of ${found.provisioner}, ${accessMode}` };
}

function ofClaim(about: string, path: string, { claims }: Snapshot, { claim }: Of<"claim">, serving: string): Finding {
  if ("unread" in claims) return notRead(about, claims.unread);
  const found = claims.read.find(({ name, namespace }) => name === claim && namespace === serving);
  if (found !== undefined) return { about, state: "works", seen: `claim ${claim} in ${serving} is ${found.phase}` };
  return {
    about,
    state: "fails",
    seen: `no claim ${claim} in ${serving}`,
    follows: "the model server's pods stay Pending until it exists",
    fixes: claims.read.filter(({ namespace }) => namespace === serving).map(({ name }) => ({ path: `${path}.claim`, value: name })),
    administrator: `make namespace ${serving} and the claim ${claim} before \`pulumi up\`, or while it waits`,
  };
}
