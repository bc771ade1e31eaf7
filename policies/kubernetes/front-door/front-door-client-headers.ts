import { bootstraps, configMap, httpManagers } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Fields of the HTTP connection manager, and the values at which no client-supplied identity is trusted or forwarded. */
const headers: readonly (readonly [path: readonly string[], value: string | boolean])[] = [
  [["forward_client_cert_details"], "SANITIZE"],
  [["generate_request_id"], true],
  [["preserve_external_request_id"], false],
  [["use_remote_address"], true],
  [["skip_xff_append"], true],
];

export const frontDoorClientHeaders: ResourceRule = {
  name: "kubernetes-front-door-client-headers",
  description: "Client-supplied headers cannot assert an identity.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D4", "D5"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "Identities come from the connection, not from the query.",
  remediation: "Set forward_client_cert_details to SANITIZE, and the other fields to the accepted values.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      httpManagers(bootstrap).each((manager) => [
        ...headers.flatMap(([path, value]) => need(manager.at(...path).is(value), `must be ${value}: a client could impersonate another`)),
        ...need(
          manager
            .at("early_header_mutation_extensions")
            .items()
            .some((one) =>
              one
                .at("typed_config", "mutations")
                .items()
                .some((mutation) => mutation.at("remove_on_match", "key_matcher", "safe_regex", "regex").present()),
            )
            .at(manager.at("early_header_mutation_extensions").path),
          "is missing: client-supplied headers would reach the model server",
        ),
        ...["x-forwarded-for", "x-forwarded-proto"].flatMap((header) =>
          need(
            manager
              .at("route_config", "request_headers_to_remove")
              .items()
              .some((one) => one.is(header))
              .at(manager.at("route_config", "request_headers_to_remove").path),
            `forwards ${header}; accepted: its removal`,
          ),
        ),
        ...manager
          .at("http_filters")
          .items()
          .each((filter) =>
            when(filter.at("name").is("envoy.filters.http.router"), () =>
              need(filter.at("typed_config", "suppress_envoy_headers").is(true), "must be true: responses would reveal internals"),
            ),
          ),
      ]),
    ),
};
