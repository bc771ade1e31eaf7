import { type ChartTexts, keepPhases } from "../../charts/keep.ts";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { isOnAws, type Keep } from "../settings/checked-keep.ts";
import { clusterDnsObjects } from "./cluster-dns-objects.ts";
import { eksKeepSpecs } from "./eks-keep-spec.ts";
import { existingKeepSpecs } from "./existing-keep-spec.ts";
import type { Lockfiles } from "./keep-spec.ts";
import { withProviderAnnotations } from "./provider-annotations.ts";

/**
 * Every Kubernetes object of a keep as registered by the program, derived only from the settings: the expected contents of a stack, for
 * proofs. A test checks that it equals what the program registers.
 * @throws Error like the charts, if a chart cannot meet its guarantee
 */
export function keptObjects(keep: Keep, lockfiles: Lockfiles, texts: ChartTexts): KubernetesObject[] {
  const specs = isOnAws(keep) ? eksKeepSpecs(keep, lockfiles) : existingKeepSpecs(keep, lockfiles);
  const phases = keepPhases(specs, texts).flatMap(({ objects }) => objects.map(withProviderAnnotations));
  return isOnAws(keep) ? [...clusterDnsObjects(keep, specs), ...phases] : phases;
}
