import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";

type ResourceClass = new (name: string, args: object, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** API groups of Kubernetes itself; the SDK names each by the first label of its group. */
const builtIn = [
  "",
  "admissionregistration.k8s.io",
  "apps",
  "batch",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "scheduling.k8s.io",
] as const;

/**
 * The SDK's class for an object, so that it is registered with its typed token (`kubernetes:apps/v1:Deployment`). Kinds of custom resource
 * definitions (cert-manager, LeaderWorkerSet) are CustomResources.
 * @throws Error for a kind that its group does not have, which is an error in a chart
 */
export function resourceClass({ apiVersion, kind }: Pick<KubernetesObject, "apiVersion" | "kind">): ResourceClass {
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : apiVersion.slice(0, slash);
  if (!builtIn.some((known) => known === group)) return k8s.apiextensions.CustomResource as unknown as ResourceClass;
  const module = group === "" ? "core" : (group.split(".")[0] ?? group);
  const versions = (k8s as unknown as Record<string, Record<string, Record<string, ResourceClass>>>)[module];
  const found = versions?.[apiVersion.slice(slash + 1)]?.[kind];
  if (!found) throw new Error(`the Kubernetes API has no ${kind} in ${apiVersion}`);
  return found;
}
