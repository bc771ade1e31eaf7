import * as k8s from "@pulumi/kubernetes";
import { connections } from "../charts/connection.ts";
import { frontDoorPort, modelServerName, servingNamespace } from "../charts/names.ts";
import type { Extension } from "./extension.ts";
import { existingKeepSpec } from "./kubernetes/existing-keep-spec.ts";
import { KubernetesKeep } from "./kubernetes/kubernetes-keep.ts";
import { providerOptions } from "./kubernetes/provider-options.ts";
import { publishedLockfile } from "./kubernetes/published-lockfile.ts";
import type { Keep } from "./settings/keep.ts";
import type { ExistingTarget } from "./settings/target.ts";

/** Deploys a keep on a cluster that exists, and returns the stack's outputs. */
export function deployOnCluster(keep: Keep, target: ExistingTarget, { within = {}, objects = [] }: Extension = {}) {
  const spec = existingKeepSpec(keep, target, publishedLockfile(keep));
  const provider = new k8s.Provider("kubernetes", providerOptions(keep), within);
  const home = new KubernetesKeep("keep", { spec, objects, waivers: keep.waivers }, { ...within, provider });
  return {
    namespace: servingNamespace,
    endpoint: `${modelServerName}.${servingNamespace}.svc:${frontDoorPort}`,
    images: spec.images,
    connections: connections(spec),
    probe: home.probe,
  };
}
