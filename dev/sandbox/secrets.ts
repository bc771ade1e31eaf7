import { serverNames } from "../../charts/front-door/certificate.ts";
import { clientIdentity } from "../../charts/front-door/client-identity.ts";
import { modelServerName, servingNamespace } from "../../charts/names.ts";
import type { Authority } from "./certificates.ts";
import type { Applied } from "./kubectl.ts";

/** Names of the Secrets that a keep's owner prepares. */
export const frontDoorSecretNames = { server: "front-door-tls", clientCa: "front-door-client-ca" } as const;

/**
 * What a keep's owner prepares for its front door: its certificate, and the authority of the clients'.
 * @param models keys of its models, which the certificate names
 */
export function frontDoorSecrets(authority: Authority, keep: string, models: readonly string[] = [modelServerName]): Applied[] {
  const names = serverNames(keep, models).map((name) => `DNS:${name}`);
  const { cert, key } = authority.issue("front-door", "serverAuth", names);
  const namespace = servingNamespace(keep);
  return [
    { ...secret(frontDoorSecretNames.server, namespace, { "tls.crt": cert, "tls.key": key }), type: "kubernetes.io/tls" },
    secret(frontDoorSecretNames.clientCa, namespace, { "ca.pem": authority.withRevocations }),
  ];
}

/** Secret with a client's certificate, its key and the authority, to mount into its pods. */
export function clientSecret(authority: Authority, keep: string, client: string, namespace = "default"): Applied {
  const { cert, key } = authority.issue(client, "clientAuth", [`URI:${clientIdentity(keep, client)}`]);
  return secret(`modelkeep-${client}`, namespace, { "ca.crt": authority.cert, "client.crt": cert, "client.key": key });
}

const secret = (name: string, namespace: string, stringData: Record<string, string>): Applied => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name, namespace },
  stringData,
});
