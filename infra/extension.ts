import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { KubernetesObject } from "../charts/kubernetes-object.ts";

/** What a program adds to a keep, beside its settings. */
export interface Extension {
  /** Options of every component at the top, such as a parent. */
  within?: ComponentResourceOptions;
  /** Kubernetes objects of one's own in the serving namespace, as {@link ownObjects} returned them. */
  objects?: readonly KubernetesObject[];
}
