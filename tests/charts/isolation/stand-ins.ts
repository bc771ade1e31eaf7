import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { modelServerSelector, probesNamespace, servingNamespace } from "../../../charts/names.ts";
import { probeSelector } from "../../../charts/probes/names.ts";

/** A workload that stands for a real one: network policies see its namespace, its labels and its port. */
export function standIn(namespace: string, name: string, labels: Record<string, string>, port = 8080): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "main", image: "registry.example.com/none", ports: [{ containerPort: port }] }] },
      },
    },
  };
}

/** A namespace as Kubernetes labels it. */
const namespace = (name: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: { "kubernetes.io/metadata.name": name } },
});

/** The keep's pods, its clients, and those who would like to be: each in a namespace that exists. `servers` are the model server's pods. */
export const neighbourhood = (
  keep: string,
  servers: readonly KubernetesObject[] = [
    standIn(servingNamespace(keep), "model-server", modelServerSelector(keep, { model: "model-server", version: "current" }), 8443),
  ],
): KubernetesObject[] => [
  ...["support", "search", "strangers", "kube-system"].map(namespace),
  ...servers,
  standIn(servingNamespace(keep), "intruder", { app: "intruder" }),
  standIn(probesNamespace(keep), "probe", probeSelector(keep)),
  standIn("support", "support-bot", { "modelkeep/client": "support-bot" }),
  standIn("support", "neighbour", { app: "neighbour" }),
  standIn("search", "search", { "modelkeep/client": "search" }),
  standIn("strangers", "stranger", { app: "stranger" }),
  standIn("strangers", "impostor", { "modelkeep/client": "support-bot" }),
  standIn("kube-system", "coredns", { "k8s-app": "kube-dns" }, 53),
];
