import { bootstraps, configMap, filterChains, filtersNamed, httpManagers } from "../../rule/envoy.ts";
import { forbid, need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Connections that are rejected after the TLS handshake, by Envoy's response flag. */
const refused = [
  ["NC", "connections of unknown identities"],
  ["UO", "connections over the client's limit"],
] as const;

export const frontDoorAuditLog: ResourceRule = {
  name: "kubernetes-front-door-audit-log",
  description: "The front door logs each request with client, route and result, and without any content.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-2", "AU-12"] },
  database: "pgaudit: who did what, without the data.",
  remediation: "Add an access log with the client's certificate name, and without headers, paths or bodies.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) => [
      ...filterChains(bootstrap).each((chain) =>
        filtersNamed(chain, "envoy.filters.network.tcp_proxy").each((proxy) =>
          refused.flatMap(([flag, what]) =>
            need(
              proxy
                .at("access_log")
                .items()
                .some((log) =>
                  log
                    .at("filter", "response_flag_filter", "flags")
                    .items()
                    .some((one) => one.is(flag))
                    .and(log.at("typed_config", "log_format", "json_format", "client").is("%DOWNSTREAM_PEER_URI_SAN%")),
                )
                .at(proxy.at("access_log").path),
              `does not log ${what}; accepted: an access log with the response flag ${flag} with %DOWNSTREAM_PEER_URI_SAN%`,
            ),
          ),
        ),
      ),
      ...httpManagers(bootstrap).each((manager) => {
        const logs = manager.at("access_log").items();
        return [
          ...(
            [
              ["START_TIME", "the time"],
              ["ROUTE_NAME", "the route"],
              ["DURATION", "the duration"],
              ["BYTES_SENT", "the size of the response"],
            ] as const
          ).flatMap(([field, what]) =>
            need(
              logs.some((log) =>
                log
                  .at("typed_config", "log_format", "json_format")
                  .entries()
                  .some(({ value }) => value.matches(new RegExp(`%${field}`))),
              ),
              `does not log ${what}; accepted: an access log with %${field}%`,
              manager.at("access_log").path,
            ),
          ),
          ...need(
            logs.some((log) =>
              log
                .at("typed_config", "log_format", "json_format")
                .entries()
                .some(({ value }) => value.matches(/^%FILTER_STATE\(modelkeep\.client:PLAIN\)%$/)),
            ),
            "does not log the client; accepted: an access log with %FILTER_STATE(modelkeep.client:PLAIN)%, which is set at the handshake",
            manager.at("access_log").path,
          ),
          ...need(
            logs.some((log) =>
              log
                .at("typed_config", "log_format", "json_format")
                .entries()
                .some(({ value }) => value.matches(/RESPONSE_CODE%/)),
            ),
            "does not log the result; accepted: an access log with %RESPONSE_CODE%",
            manager.at("access_log").path,
          ),
          ...logs.each((log) =>
            log
              .at("typed_config", "log_format", "json_format")
              .entries()
              .each(({ value }) =>
                forbid(
                  value.matches(/%(REQ|REQ_WITHOUT_QUERY|RESP|TRAILER|PATH|DYNAMIC_METADATA|CLUSTER_METADATA)\(|%REQUESTED_SERVER_NAME/),
                  "logs client-controlled content, possibly prompts; accepted: fields without it",
                ),
              ),
          ),
          ...logs.each((log) => need(log.at("filter").absent(), "excludes requests; accepted: no filter")),
        ];
      }),
    ]),
};
