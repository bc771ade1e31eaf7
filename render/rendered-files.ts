import type { Preview } from "../engine/preview.ts";
import { helmChart } from "./helm-chart.ts";
import { kubernetesObjects, type ManifestObject } from "./kubernetes-objects.ts";
import { kustomization } from "./kustomization.ts";
import { manifestPaths } from "./manifest-path.ts";
import { manifestText } from "./manifest-text.ts";

export const formats = ["manifests", "kustomize", "helm"] as const;
export type Format = (typeof formats)[number];

export interface Rendered {
  /** Text by path, relative and with slashes. */
  files: Map<string, string>;
  /** The objects in the order in which they are created. */
  objects: readonly ManifestObject[];
}

/**
 * The Kubernetes objects of a preview as files; the same preview gives the same bytes.
 * @throws PreviewError where a manifest cannot express an object
 */
export function renderedFiles(preview: Pick<Preview, "resources">, format: Format): Rendered {
  const found = kubernetesObjects(preview);
  const paths = manifestPaths(found);
  const manifests = new Map(found.map(({ object }, index) => [paths[index]!, manifestText(object)]));
  const files = { manifests: () => manifests, kustomize: () => kustomization(manifests), helm: () => helmChart(manifests) }[format]();
  return { files, objects: found.map(({ object }) => object) };
}
