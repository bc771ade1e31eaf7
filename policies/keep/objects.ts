import type { Stack } from "../rule/stack.ts";
import { admission } from "./admission.ts";
import { certificates } from "./certificate.ts";
import { claims } from "./claim.ts";
import { configMaps } from "./config-maps.ts";
import { frontDoors } from "./front-door.ts";
import { Keep } from "./keep.ts";
import { namespaces } from "./namespaces.ts";
import { networkPolicies } from "./network.ts";
import type { KeepObject } from "./object.ts";
import { probeJobs } from "./probes.ts";
import { rights } from "./rights.ts";
import { modelServers } from "./server-pod.ts";
import { services } from "./services.ts";

const parts: readonly ((keep: Keep) => KeepObject[])[] = [
  namespaces,
  networkPolicies,
  admission,
  rights,
  claims,
  certificates,
  configMaps,
  frontDoors,
  services,
  modelServers,
  probeJobs,
];

/** The objects of the keep in a stack, all that it must have and may have in its own namespaces. */
export interface KeepObjects {
  objects: readonly KeepObject[];
  /** What is not known of the keep, on which it depends which objects these are. */
  doubts: readonly string[];
}

const made = new WeakMap<Stack, KeepObjects>();

/** Made once for each stack. */
export function keepObjects(stack: Stack): KeepObjects {
  const known = made.get(stack);
  if (known) return known;
  const keep = new Keep(stack);
  const found = { objects: parts.flatMap((part) => part(keep)), doubts: keep.doubts };
  made.set(stack, found);
  return found;
}
