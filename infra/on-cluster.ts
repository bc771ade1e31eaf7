import * as k8s from "@pulumi/kubernetes";
import { connections } from "../charts/connection.ts";
import { servingNamespace } from "../charts/names.ts";
import type { Extension } from "./extension.ts";
import { existingKeepSpecs } from "./kubernetes/existing-keep-spec.ts";
import { KubernetesKeep } from "./kubernetes/kubernetes-keep.ts";
import { providerOptions } from "./kubernetes/provider-options.ts";
import { publishedLockfile } from "./kubernetes/published-lockfile.ts";
import type { ClusterKeep } from "./settings/checked-keep.ts";

/** Deploys a keep on an existing cluster, and returns the stack's outputs. */
export function deployOnCluster(keep: ClusterKeep, { within = {}, objects = [] }: Extension = {}) {
  const specs = existingKeepSpecs(keep, publishedLockfile);
  const provider = new k8s.Provider("kubernetes", providerOptions(keep), within);
  const home = new KubernetesKeep("keep", { specs, objects, waivers: keep.waivers }, { ...within, provider });
  return {
    namespace: servingNamespace(keep.name),
    images: specs[0].images,
    connections: connections(specs),
    probe: home.probe,
  };
}
