import { manifestText } from "./manifest-text.ts";

/**
 * Manifests with a `kustomization.yaml` that lists them in creation order, which kustomize preserves.
 * @param manifests text by path
 */
export function kustomization(manifests: ReadonlyMap<string, string>): Map<string, string> {
  const list = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [...manifests.keys()],
    sortOptions: { order: "fifo" },
  };
  return new Map([["kustomization.yaml", manifestText(list)], ...manifests]);
}
