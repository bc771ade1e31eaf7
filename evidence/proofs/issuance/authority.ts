import type { NamedIssuer } from "../../input/settings-client-issuer.ts";
import type { ClientAuthority } from "../../reach/kubernetes/client-authority.ts";
import type { WorkloadPods } from "../../reach/kubernetes/workload-pods.ts";

/** The CA whose certificates front doors accept, as far as it is known. */
export interface Authority extends Pick<ClientAuthority, "namespace" | "secret"> {
  /** How the pods of each front door mount it. */
  mounts: readonly (Pick<ClientAuthority, "path" | "keys"> & { pods: WorkloadPods })[];
  /** Its cert-manager issuer, from the settings. */
  issuer: NamedIssuer | undefined;
}

/** Name of a CA in a sentence. */
export const called = ({ namespace, secret, issuer }: Authority): string =>
  `the client CA in Secret ${namespace}/${secret}${issuer ? ` (${issuer.kind} ${issuer.name})` : ""}`;
