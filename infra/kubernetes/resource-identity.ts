import type { KubernetesObject } from "../../charts/kubernetes-object.ts";

/** Resource name of an object within its keep: its namespace, if it has one, and its name; the type distinguishes kinds. */
export const resourceName = ({ metadata }: Pick<KubernetesObject, "metadata">): string =>
  metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;

/** Type token with which the SDK registers an object, built-in or custom: `kubernetes:core/v1:Service`, `kubernetes:apps/v1:Deployment`. */
export const resourceType = ({ apiVersion, kind }: Pick<KubernetesObject, "apiVersion" | "kind">): string =>
  `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
