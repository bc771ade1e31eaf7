import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Diagnosis, diagnose } from "../../doctor/doctor.ts";
import { parseSnapshot, type Snapshot } from "../../doctor/snapshot.ts";
import { type Edit, existing, put, type Raw } from "../infra/settings/good-settings.ts";

const folder = resolve(import.meta.dirname, "../fixtures/doctor");

/** Platforms of which there is a snapshot, written from documents. */
export const platforms = ["gke", "aks", "openshift", "rke2", "talos", "k3s", "eks"] as const;
export type FixturePlatform = (typeof platforms)[number];

export const fixtureFile = (platform: FixturePlatform): string => join(folder, `${platform}.json`);

/** The snapshot of a platform, changed by hand. */
export function clusterOf(platform: FixturePlatform, ...changes: readonly ((snapshot: Snapshot) => void)[]): Snapshot {
  const snapshot = parseSnapshot(readFileSync(fixtureFile(platform), "utf8"));
  for (const change of changes) change(snapshot);
  return snapshot;
}

/** What was read of a part. */
export function readOf<T>(part: { read: T } | { unread: string }): T {
  if ("unread" in part) throw new Error(part.unread);
  return part.read;
}

/** What each platform needs in addition to its name. */
const more: Readonly<Record<FixturePlatform, readonly Edit[]>> = {
  gke: [put("target.tolerations", [{ key: "nvidia.com/gpu" }])],
  aks: [put("target.tolerations", [{ key: "sku", value: "gpu", effect: "NoSchedule" }])],
  openshift: [],
  rke2: [put("target.runtimeClass", "nvidia")],
  talos: [],
  k3s: [put("target.runtimeClass", "nvidia")],
  eks: [put("target.tolerations", [{ key: "nvidia.com/gpu" }])],
};

/** Settings that are right for the snapshot of a platform: one GPU, two replicas, on the volume that is there. */
export const settingsFor = (platform: FixturePlatform, ...edits: readonly Edit[]): Raw =>
  existing(
    put("target.platform", platform),
    put("capacity.replicas", { min: 2, max: 2 }),
    put("certificates", { kind: "cert-manager", issuer: "platform" }),
    ...more[platform],
    ...edits,
  );

/** Settings as `diagnose` takes them. */
export const asked = (raw: Raw) => ({ raw, stack: "on-prem", now: new Date("2026-11-30") });

/** What was found of one thing in a cluster and settings that differ from what is right for a platform. */
export function findingOf(
  about: string,
  platform: FixturePlatform,
  change: (snapshot: Snapshot) => void,
  ...edits: readonly Edit[]
): Diagnosis {
  const all = diagnose(clusterOf(platform, change), asked(settingsFor(platform, ...edits)));
  const found = all.find((one) => one.about === about);
  if (found === undefined) throw new Error(`nothing was found of ${about}: ${all.map((one) => one.about).join(", ")}`);
  return found;
}
