import { bootstraps, configMap, filterChains, filtersNamed, httpManagers } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

/** Filter state keys: the client's identity after the TLS handshake, and the cluster that Envoy's TCP proxy uses. */
const [identityKey, clusterKey] = ["modelkeep.client", "envoy.tcp_proxy.cluster"];

export const frontDoorAuthorization: ResourceRule = {
  name: "kubernetes-front-door-authorization",
  description: "After TLS the front door authorizes the client against the list of granted identities.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D4", "D5"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "pg_hba.conf and GRANT: who may connect, and who may do what.",
  remediation:
    "Choose the cluster of a connection by %DOWNSTREAM_PEER_URI_SAN%, and add the filter envoy.filters.http.rbac with action ALLOW and one policy for each client.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) => [
      ...filterChains(bootstrap).each((chain) => {
        const states = filtersNamed(chain, "envoy.filters.network.set_filter_state").flatMap((filter) =>
          filter.at("on_downstream_tls_handshake").items(),
        );
        const isWritten = (key: string, text: RegExp) =>
          states
            .some((state) =>
              state
                .at("object_key")
                .is(key)
                .and(state.at("format_string", "text_format_source", "inline_string").matches(text)),
            )
            .and(
              states.every((state) =>
                state
                  .at("object_key")
                  .is(key)
                  .not()
                  .or(state.at("format_string", "text_format_source", "inline_string").matches(text)),
              ),
            )
            .at(chain.at("filters").path);
        return [
          ...need(
            isWritten(identityKey, /^%DOWNSTREAM_PEER_URI_SAN%$/),
            `does not set ${identityKey} to the certificate's complete URI SANs: a client could impersonate another`,
          ),
          ...need(
            isWritten(clusterKey, /^[\w-]+\/%DOWNSTREAM_PEER_URI_SAN%$/),
            "does not choose the cluster by the certificate's complete URI SANs: a certificate with two of them would be accepted",
          ),
          ...filtersNamed(chain, "envoy.filters.network.tcp_proxy").each((proxy) => [
            ...need(
              proxy.at("upstream_connect_mode").is("ON_DOWNSTREAM_TLS_HANDSHAKE"),
              "must be ON_DOWNSTREAM_TLS_HANDSHAKE: before the handshake the client has no identity",
            ),
            ...need(
              bootstrap
                .at("static_resources", "clusters")
                .items()
                .some((cluster) => sameText(cluster.at("name"), proxy.at("cluster")))
                .not(),
              "is the cluster for clients without an identity; accepted: the name of no cluster",
              proxy.at("cluster").path,
            ),
          ]),
        ];
      }),
      ...httpManagers(bootstrap).each((manager) => {
        const filters = manager.at("http_filters").items();
        return [
          ...need(
            filters.some((filter) =>
              filter
                .at("name")
                .is("envoy.filters.http.rbac")
                .and(filter.at("typed_config", "rules", "action").is("ALLOW")),
            ),
            "does not authorize clients; accepted: envoy.filters.http.rbac with ALLOW",
            manager.at("http_filters").path,
          ),
          ...filters.each((filter) =>
            when(filter.at("name").is("envoy.filters.http.rbac"), () =>
              filter
                .at("typed_config", "rules", "policies")
                .entries()
                .each(({ value }) =>
                  value
                    .at("principals")
                    .items()
                    .each((principal) =>
                      need(
                        principal
                          .at("filter_state", "key")
                          .is(identityKey)
                          .and(principal.at("filter_state", "string_match", "exact").present()),
                        `matches any client; accepted: an exact identity in ${identityKey}`,
                        principal.path,
                      ),
                    ),
                ),
            ),
          ),
        ];
      }),
    ]),
};

/** Whether two properties have the same text. */
const sameText = (one: Reading, other: Reading) =>
  other.when({
    known: (text) => one.is(String(text)),
    unknown: (because) => Truth.unknown([because], one.path),
    absent: () => Truth.of(true, one.path),
  });
