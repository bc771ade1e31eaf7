import { certificateSecrets, outsideHost, serviceHost } from "./front-door/certificate.ts";
import { clientIdentity } from "./front-door/client-identity.ts";
import { connectionsOf, frontDoorLimits } from "./front-door/limits.ts";
import { authorityFile } from "./front-door/paths.ts";
import { allowedRoutes } from "./front-door/routes.ts";
import { clientLabel } from "./isolation/client-label.ts";
import { type ClientSpec, type IssuerKind, isCurrent, type KeepSpec, type KeepSpecs } from "./keep-spec.ts";
import { frontDoorPort, servingNamespace } from "./names.ts";

/** What one client needs to connect through the front door. */
export interface Connection {
  client: string;
  /** Origin of its requests. Pods of a workload need the label, or no network policy admits them. */
  from:
    | { kind: "workload"; namespace: string; serviceAccount: string; label: { key: string; value: string } }
    | { kind: "private-link"; principal: string };
  /** The host is one of the names in the server's certificate. Over PrivateLink it must resolve to the client's own VPC endpoint. */
  endpoint: { host: string; port: number };
  /** `key` is the model's in the settings, `name` the value of `model` in a request; the context is input plus output, in tokens. */
  model: { key: string; name: string; contextTokens: number };
  /** The URI in its certificate's subject alternative names, byte for byte. */
  identity: string;
  certificates: {
    /** Key of a Secret with the CA that signs clients' certificates, and its revocation list. */
    clientAuthority: SecretKey;
    /** Key of a Secret with the CA that the client verifies the server with; undefined when the keep is given a ready-made certificate. */
    serverAuthority: SecretKey | undefined;
    /** Secret with the server's own certificate. */
    server: SecretKey;
    /** cert-manager's issuer of clients' certificates, if the settings name one. */
    clientIssuer: { kind: IssuerKind; name: string } | undefined;
    /** Seconds after which a connection accepts no further request: its certificate may have expired or been revoked since. */
    connectionSeconds: number;
  };
  /**
   * The grant, whose requests and tokens are not yet enforced per client, then the limits that the front door enforces: connections of this
   * client to one replica, bytes of one request's body, seconds until the end of its response.
   */
  limits: ClientSpec["limits"] & { connections: number; bodyBytes: number; requestSeconds: number };
  routes: readonly { method: string; path: string }[];
}

export interface SecretKey {
  namespace: string;
  secret: string;
  key: string;
}

/** The contract of every client with every model in its grant, model by model. @throws Error for a client over PrivateLink without a listener */
export const connections = (specs: KeepSpecs): Connection[] =>
  specs.filter(isCurrent).flatMap((spec) =>
    connectionsOfModel(
      spec,
      specs.filter((one) => answers(one, spec)),
    ),
  );

/** Whether it is a version of the model that receives the model's traffic. */
const answers = ({ server: { model, version } }: KeepSpec, { server }: KeepSpec): boolean =>
  model === server.model && (server.serves === "both" || server.serves === version);

/** A request may reach any serving version, so the lowest limit applies. */
function connectionsOfModel(spec: KeepSpec, answering: readonly KeepSpec[]): Connection[] {
  const own = frontDoorLimits(spec);
  const { connectionSeconds } = own;
  const least = (of: (one: KeepSpec) => number) => Math.min(...answering.map(of));
  const bodyBytes = least((one) => frontDoorLimits(one).bodyBytes);
  const requestSeconds = least((one) => frontDoorLimits(one).requestSeconds);
  return spec.clients.map((client) => ({
    client: client.name,
    ...wayIn(spec, client),
    model: { key: spec.server.model, name: spec.model.servedAs, contextTokens: least((one) => one.model.contextTokens) },
    identity: clientIdentity(spec.name, client.name),
    certificates: certificatesOf(spec, connectionSeconds),
    limits: { ...client.limits, connections: connectionsOf(client, own), bodyBytes, requestSeconds },
    routes: allowedRoutes.map(({ method, path }) => ({ method, path })),
  }));
}

function wayIn({ name: keep, server: { model }, network }: KeepSpec, { name, from }: ClientSpec): Pick<Connection, "from" | "endpoint"> {
  switch (from.kind) {
    case "workload":
      return {
        from: { ...from, label: { key: clientLabel, value: name } },
        endpoint: { host: serviceHost(keep, model), port: frontDoorPort },
      };
    case "private-link":
      if (network.listenerPort === undefined)
        throw new Error(`client ${name} comes over PrivateLink, and the load balancer has no listener`);
      return {
        from: { kind: from.kind, principal: from.principal },
        endpoint: { host: outsideHost(keep), port: network.listenerPort },
      };
  }
}

function certificatesOf({ name, certificates }: KeepSpec, connectionSeconds: number): Connection["certificates"] {
  const secrets = certificateSecrets({ certificates });
  const issued = certificates.kind === "cert-manager";
  const at = (secret: string, key: string): SecretKey => ({ namespace: servingNamespace(name), secret, key });
  return {
    clientAuthority: at(secrets.clientCa, authorityFile),
    serverAuthority: issued ? at(secrets.server, "ca.crt") : undefined,
    server: at(secrets.server, "tls.crt"),
    clientIssuer: certificates.clientIssuer,
    connectionSeconds,
  };
}
