import { type ChartTexts, keepPhases } from "../../charts/keep.ts";
import type { Lockfile } from "../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import type { Keep } from "../settings/keep.ts";
import { clusterDnsObjects } from "./cluster-dns-objects.ts";
import { eksKeepSpec } from "./eks-keep-spec.ts";
import { existingKeepSpec } from "./existing-keep-spec.ts";
import { withProviderAnnotations } from "./provider-annotations.ts";

/**
 * Every Kubernetes object of a keep as the program registers it, from the settings alone: by this whoever judges a stack knows what it has
 * to hold. A test holds it equal to what the program registers.
 * @throws Error as the charts do, where a chart cannot keep its promise
 */
export function keptObjects(keep: Keep, lockfile: Lockfile | undefined, texts: ChartTexts): KubernetesObject[] {
  const { target } = keep;
  const spec = target.kind === "eks" ? eksKeepSpec(keep, target, lockfile) : existingKeepSpec(keep, target, lockfile);
  const phases = keepPhases(spec, texts).flatMap(({ objects }) => objects.map(withProviderAnnotations));
  return target.kind === "eks" ? [...clusterDnsObjects(keep, target, spec), ...phases] : phases;
}
