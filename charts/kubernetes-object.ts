/** A Kubernetes object of any kind as in a manifest, such as one that a project adds; what charts write is a `ChartObject`, whose fields are checked. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  [field: string]: unknown;
}
