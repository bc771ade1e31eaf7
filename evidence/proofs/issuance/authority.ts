import type { NamedIssuer } from "../../input/settings-client-issuer.ts";
import type { ClientAuthority } from "../../reach/kubernetes/client-authority.ts";
import type { WorkloadPods } from "../../reach/kubernetes/workload-pods.ts";

/** Whose certificates front doors take, as far as it is known. */
export interface Authority extends Pick<ClientAuthority, "namespace" | "secret"> {
  /** How the pods of each front door mount it. */
  mounts: readonly (Pick<ClientAuthority, "path" | "keys"> & { pods: WorkloadPods })[];
  /** cert-manager's issuer of it, by the settings. */
  issuer: NamedIssuer | undefined;
}

/** How an authority is called in a sentence. */
export const called = ({ namespace, secret, issuer }: Authority): string =>
  `the clients' authority in Secret ${namespace}/${secret}${issuer ? ` (${issuer.kind} ${issuer.name})` : ""}`;
