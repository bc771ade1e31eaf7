import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { KubernetesObject } from "../charts/kubernetes-object.ts";

/** What a program adds to a keep, in addition to its settings. */
export interface Extension {
  /** Options of every top-level component, such as a parent. */
  within?: ComponentResourceOptions;
  /** Additional Kubernetes objects in the serving namespace, as returned by {@link ownObjects}. */
  objects?: readonly KubernetesObject[];
}
