import type { NamedIssuer } from "../../input/settings-client-issuer.ts";
import type { ClientAuthority } from "../../reach/kubernetes/client-authority.ts";

/** Whose certificates a front door takes, as far as it is known. */
export interface Authority extends ClientAuthority {
  /** cert-manager's issuer of it, by the settings. */
  issuer: NamedIssuer | undefined;
}

/** How an authority is called in a sentence. */
export const called = ({ namespace, secret, issuer }: Authority): string =>
  `the clients' authority in Secret ${namespace}/${secret}${issuer ? ` (${issuer.kind} ${issuer.name})` : ""}`;
