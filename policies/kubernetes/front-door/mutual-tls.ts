import { bootstraps, configMap, filterChains } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const frontDoorMutualTls: ResourceRule = {
  name: "kubernetes-front-door-mutual-tls",
  description: "The front door asks each client for a certificate, and knows whose it is.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D4"],
  frameworks: {},
  database: "RDS.10 and RDS.12: clients authenticate by a certificate or a token, never by trust.",
  remediation: "Set require_client_certificate, and match_typed_subject_alt_names with the clients' names.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      filterChains(bootstrap).each((chain) => {
        const tls = chain.at("transport_socket", "typed_config");
        const context = tls.at("common_tls_context", "combined_validation_context");
        const names = context.at("default_validation_context", "match_typed_subject_alt_names").items();
        return [
          ...need(tls.at("require_client_certificate").is(true), "must be true: anybody could connect"),
          ...need(names.empty().not(), "is missing: any certificate of the authority would do"),
          ...need(
            tls.at("common_tls_context", "tls_certificate_sds_secret_configs").items().empty().not(),
            "is missing: the server shows no certificate",
          ),
          ...names.each((name) =>
            need(
              name.at("matcher", "exact").present().and(name.at("san_type").is("URI", "DNS")),
              "is a pattern; accepted is an exact name",
              name.path,
            ),
          ),
          ...need(context.at("validation_context_sds_secret_config", "name").present(), "is missing: no authority of clients is named"),
        ];
      }),
    ),
};
