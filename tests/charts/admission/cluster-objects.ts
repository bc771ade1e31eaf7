import { keepNamespaces } from "../../../charts/isolation/namespaces.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { inServing, podLabels, podSpec } from "./keep.ts";

/** A namespace that is not the keep's. */
export const namespace = (name: string): KubernetesObject => {
  if (keepNamespaces("demo").includes(name)) throw new Error(`${name} is the keep's`);
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
};

/** A kind of somebody else's, without a schema: what admission sees of it is that it is there. */
export const customResource = (group: string, version: string, kind: string): KubernetesObject => {
  const singular = kind.toLowerCase();
  const plural = singular.endsWith("y") ? `${singular.slice(0, -1)}ies` : `${singular}s`;
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}`, annotations: { "api-approved.kubernetes.io": "unapproved, a stand-in for a test" } },
    spec: {
      group,
      scope: "Namespaced",
      names: { kind, plural, singular },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
};

/** A pod of the keep that is there, to be entered. */
export const runningPod = (): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { ...inServing("running"), labels: podLabels },
  spec: podSpec(),
});

/** A pod of somebody else. */
export const elsewherePod = (): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "elsewhere", namespace: "default" },
  spec: { containers: [{ name: "x", image: "docker.io/library/busybox" }] },
});
