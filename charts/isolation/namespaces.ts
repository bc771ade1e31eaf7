import type { Namespace } from "../kubernetes/kinds.ts";
import { keepLabels, probesNamespace, servingNamespace } from "../names.ts";

/**
 * Version of the `restricted` profile. Pinned, so that an upgrade of the cluster does not change what is admitted; an older cluster
 * reads a version it does not know as its latest. Source: "Pod Security Admission", kubernetes.io.
 */
export const podSecurityVersion = "v1.36";

/** Pod Security labels of a namespace: what is not `restricted` is refused, and also written to the audit log and told to the caller. */
const podSecurityLabels: Readonly<Record<string, string>> = Object.fromEntries(
  ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion],
  ]),
);

/** The keep's own namespaces; default-deny policies, quotas and accounts exist for each of them. */
export const keepNamespaces = (keep: string): string[] => [servingNamespace(keep), probesNamespace(keep)];

/** The namespaces, under Pod Security `restricted`. */
export function namespaces(keep: string): Namespace[] {
  return keepNamespaces(keep).map(
    (name): Namespace => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { ...keepLabels(keep, "isolation"), ...podSecurityLabels } },
    }),
  );
}
