import * as k8s from "@pulumi/kubernetes";
import { connections } from "../charts/connection.ts";
import { servingNamespace } from "../charts/names.ts";
import type { Extension } from "./extension.ts";
import { existingKeepSpecs } from "./kubernetes/existing-keep-spec.ts";
import { KubernetesKeep } from "./kubernetes/kubernetes-keep.ts";
import { providerOptions } from "./kubernetes/provider-options.ts";
import { publishedLockfiles } from "./kubernetes/published-lockfile.ts";
import type { Keep } from "./settings/keep.ts";

/** Deploys a keep on a cluster that exists, and returns the stack's outputs. */
export function deployOnCluster(keep: Keep, { within = {}, objects = [] }: Extension = {}) {
  const specs = existingKeepSpecs(keep, publishedLockfiles(keep));
  const provider = new k8s.Provider("kubernetes", providerOptions(keep), within);
  const home = new KubernetesKeep("keep", { specs, objects, waivers: keep.waivers }, { ...within, provider });
  return {
    namespace: servingNamespace(keep.name),
    images: specs[0].images,
    connections: connections(specs),
    probe: home.probe,
  };
}
