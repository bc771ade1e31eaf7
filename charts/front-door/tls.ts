import type { KeepSpec } from "../keep-spec.ts";
import { clientIdentity, unmatchableIdentity } from "./client-identity.ts";
import { type Entrance, entrances } from "./entrances.ts";
import { authorityFile, configFiles, type FrontDoorPaths } from "./paths.ts";

/** AEAD with forward secrecy only; TLS 1.3 has suites of its own, which are all such. */
const cipherSuites = [
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
];

/** The hybrid with ML-KEM first: prompts that are recorded today must not be readable with a quantum computer later. */
const keyExchange = ["X25519MLKEM768", "X25519", "P-256", "P-384"];

/** Mutual TLS for one entrance: anyone whose certificate does not carry the name of one of its clients is refused in the handshake. */
export function mutualTls(entrance: Pick<Entrance, "name">, paths: FrontDoorPaths): object {
  return {
    name: "envoy.transport_sockets.tls",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
      require_client_certificate: true,
      // A resumed session would not show its certificate again, and so outlive it.
      disable_stateless_session_resumption: true,
      disable_stateful_session_resumption: true,
      common_tls_context: {
        alpn_protocols: ["h2", "http/1.1"],
        tls_params: {
          tls_minimum_protocol_version: "TLSv1_2",
          tls_maximum_protocol_version: "TLSv1_3",
          cipher_suites: cipherSuites,
          ecdh_curves: keyExchange,
        },
        tls_certificate_sds_secret_configs: [secret("server", `${paths.config}/${configFiles.server}`)],
        validation_context_sds_secret_config: secret(clientsOf(entrance), `${paths.config}/${configFiles.clients(entrance.name)}`),
      },
    },
  };
}

const clientsOf = ({ name }: Pick<Entrance, "name">) => `clients-${name}`;

/** A secret by SDS, Envoy's secret discovery: only such a secret is read again when its files change. Until it is there, every handshake fails. */
const secret = (name: string, path: string) => ({
  name,
  sds_config: { resource_api_version: "V3", initial_fetch_timeout: "0s", path_config_source: { path } },
});

/**
 * The SDS files by name. They watch the mounted folders, where the kubelet swaps the link `..data` when a Secret changes: certificates,
 * the clients' authority and its list of revoked certificates are read again without a restart.
 */
export function secretFiles(spec: Pick<KeepSpec, "name" | "clients" | "network">, paths: FrontDoorPaths): Record<string, object> {
  const file = (filename: string) => ({ filename });
  return {
    [configFiles.server]: discovery("server", {
      tls_certificate: {
        certificate_chain: file(`${paths.server}/tls.crt`),
        private_key: file(`${paths.server}/tls.key`),
        watched_directory: { path: paths.server },
      },
    }),
    // A file each: Envoy takes no file with two secrets.
    ...Object.fromEntries(
      entrances(spec).map((entrance) => [
        configFiles.clients(entrance.name),
        discovery(clientsOf(entrance), {
          validation_context: {
            trusted_ca: file(`${paths.clientCa}/${authorityFile}`),
            // The same file: an empty one of its own would be no list at all, and accept revoked certificates. So there must be a list of each
            // authority that signed, still valid, or no client is accepted.
            crl: file(`${paths.clientCa}/${authorityFile}`),
            watched_directory: { path: paths.clientCa },
            match_typed_subject_alt_names: namesOf(spec.name, entrance).map((exact) => ({ san_type: "URI", matcher: { exact } })),
          },
        }),
      ]),
    ),
  };
}

const namesOf = (keep: string, { clients }: Entrance) =>
  clients.length > 0 ? clients.map(({ name }) => clientIdentity(keep, name)) : [unmatchableIdentity(keep)];

const discovery = (name: string, content: object) => ({
  resources: [{ "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret", name, ...content }],
});
