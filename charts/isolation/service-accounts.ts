import type { KeepSpec } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { keepLabels, modelServerAccount, probesNamespace, servingNamespace } from "../names.ts";
import { probeAccount } from "../probes/names.ts";
import { keepNamespaces } from "./namespaces.ts";

/**
 * Service accounts, none of which puts a Kubernetes token into its pods: nothing in a keep talks to the Kubernetes API.
 * The account `default` is among them: Kubernetes makes one in each namespace, with a token, for the pod that forgot to name another.
 * It may exist before it is applied, so it needs server-side apply or an upsert.
 */
export function serviceAccounts(spec: KeepSpec): KubernetesObject[] {
  const account = (namespace: string, name: string, component: string): KubernetesObject => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace, labels: keepLabels(spec.name, component) },
    automountServiceAccountToken: false,
  });
  return [
    account(servingNamespace, modelServerAccount, "model-server"),
    account(probesNamespace, probeAccount, "probe"),
    ...keepNamespaces.map((namespace) => account(namespace, "default", "isolation")),
  ];
}
