import type { NamedIssuer } from "../../input/settings-client-issuer.ts";
import type { ClientAuthority } from "../../reach/kubernetes/client-authority.ts";

/** The CA whose certificates a front door accepts, as far as it is known. */
export interface Authority extends ClientAuthority {
  /** Its cert-manager issuer, from the settings. */
  issuer: NamedIssuer | undefined;
}

/** Name of a CA in a sentence. */
export const called = ({ namespace, secret, issuer }: Authority): string =>
  `the client CA in Secret ${namespace}/${secret}${issuer ? ` (${issuer.kind} ${issuer.name})` : ""}`;
