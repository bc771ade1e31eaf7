import type { KeepSpec } from "../keep-spec.ts";
import type { Volume, VolumeMount } from "../kubernetes/parts.ts";
import { serverWeightsMount } from "../weights/paths.ts";
import { cachePath, homePath, programFolder, socketFolder, socketVolume } from "./paths.ts";
import type { PodParts } from "./pod-parts.ts";
import { programConfigMapName } from "./program-config.ts";
import { scratchGiB, sharedMemoryGiB, socketMiB } from "./server-resources.ts";

/** Volumes of the server itself; the weights are another chart's. Nothing is on the node's own file system, nothing outlives the pod. */
export function serverVolumes(spec: KeepSpec, { programs }: Pick<PodParts, "programs">): Volume[] {
  const disk = (name: string, gib: number): Volume => ({ name, emptyDir: { sizeLimit: `${gib}Gi` } });
  const memory = (name: string, sizeLimit: string): Volume => ({ name, emptyDir: { medium: "Memory", sizeLimit } });
  return [
    memory(socketVolume, `${socketMiB}Mi`),
    memory("shared-memory", `${sharedMemoryGiB(spec)}Gi`),
    disk("tmp", scratchGiB.tmp),
    disk("home", scratchGiB.home),
    disk("cache", scratchGiB.cache),
    { name: "programs", configMap: { name: programConfigMapName(programs), defaultMode: 0o444 } },
  ];
}

/** Where the server sees them; the weights and the programs read-only. */
export const serverMounts = [
  serverWeightsMount,
  { name: socketVolume, mountPath: socketFolder },
  { name: "shared-memory", mountPath: "/dev/shm" },
  { name: "tmp", mountPath: "/tmp" },
  { name: "home", mountPath: homePath },
  { name: "cache", mountPath: cachePath },
  { name: "programs", mountPath: programFolder, readOnly: true },
] as const satisfies readonly VolumeMount[];
