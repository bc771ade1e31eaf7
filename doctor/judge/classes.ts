import { type Finding, notRead } from "../finding.ts";
import type { ModelNeeds, Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import { platformSeen } from "./platform.ts";

/** RuntimeClasses with which a container sees NVIDIA's GPUs. */
const ofGpus = ["nvidia", "nvidia-cdi", "nvidia-legacy"];

/** Distributions on which a container sees GPUs only with a RuntimeClass. Source: docs.k3s.io/advanced, docs.rke2.io/advanced: NVIDIA. */
const needClass: readonly (string | undefined)[] = ["k3s", "rke2"];

/** Whether each model's RuntimeClass exists, and LeaderWorkerSets where a replica has several nodes. */
export function judgeClasses(snapshot: Snapshot, { models }: Needs): Finding[] {
  const groups = models.filter(({ served }) => served.capacity.nodesPerReplica > 1);
  return [...models.map((model) => runtimeClass(snapshot, model)), ...groups.map((model) => leaderWorkerSet(snapshot, model))];
}

function runtimeClass(snapshot: Snapshot, { served, name }: ModelNeeds): Finding {
  const about = `runtime class of ${name}`;
  const { runtimeClasses } = snapshot;
  const asked = served.target.runtimeClass;
  const path = served.paths.placement.runtimeClass;
  if (asked === undefined && served.target.accelerator === "none") return { about, state: "works", seen: "none is asked for" };
  if ("unread" in runtimeClasses) return notRead(about, runtimeClasses.unread);
  const found = ofGpus.filter((one) => runtimeClasses.read.includes(one));
  if (asked !== undefined && !runtimeClasses.read.includes(asked))
    return {
      about,
      state: "fails",
      seen: `no RuntimeClass ${asked}; there are ${runtimeClasses.read.join(", ") || "none"}`,
      follows: "its pods are refused",
      fixes: [...found.map((value) => ({ path, value })), { path, value: undefined }],
      administrator: `make the RuntimeClass ${asked}`,
    };
  if (asked === undefined && served.target.accelerator === "nvidia" && found.length > 0 && needClass.includes(platformSeen(snapshot)))
    return {
      about,
      state: "undecided",
      seen: `RuntimeClass ${found.join(", ")} is there, and none is named`,
      follows: "unless NVIDIA's runtime is the default, the container sees no GPU and does not start",
      fixes: found.map((value) => ({ path, value })),
    };
  return { about, state: "works", seen: asked === undefined ? "none is asked for" : `${asked} is there` };
}

function leaderWorkerSet({ apiGroups }: Snapshot, { served, name }: ModelNeeds): Finding {
  const about = `groups of ${name}`;
  if ("unread" in apiGroups) return notRead(about, apiGroups.unread);
  if (apiGroups.read["leaderworkerset.x-k8s.io"]?.includes("v1")) return { about, state: "works", seen: "LeaderWorkerSet v1 is served" };
  return {
    about,
    state: "fails",
    seen: "LeaderWorkerSet v1 is not served",
    follows: "`pulumi up` fails on a replica over several nodes",
    fixes: [{ path: `${served.paths.capacity}.nodesPerReplica`, value: 1 }],
    administrator: "install the LeaderWorkerSet controller (held against v0.8.0)",
  };
}
