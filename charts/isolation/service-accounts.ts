import type { ServiceAccount } from "../kubernetes/kinds.ts";
import { keepLabels, modelServerAccount, probesNamespace, servingNamespace } from "../names.ts";
import { probeAccount } from "../probes/names.ts";
import { keepNamespaces } from "./namespaces.ts";

/**
 * Service accounts, none of which puts a Kubernetes token into its pods: nothing in a keep talks to the Kubernetes API.
 * The account `default` is among them: Kubernetes makes one in each namespace, with a token, for the pod that forgot to name another.
 * It may exist before it is applied, so it needs server-side apply or an upsert.
 */
export function serviceAccounts(keep: string): ServiceAccount[] {
  const account = (namespace: string, name: string, component: string): ServiceAccount => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace, labels: keepLabels(keep, component) },
    automountServiceAccountToken: false,
  });
  return [
    account(servingNamespace(keep), modelServerAccount, "model-server"),
    account(probesNamespace(keep), probeAccount, "probe"),
    ...keepNamespaces(keep).map((namespace) => account(namespace, "default", "isolation")),
  ];
}
