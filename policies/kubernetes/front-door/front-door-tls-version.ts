import { bootstraps, configMap, filterChains } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const frontDoorTlsVersion: ResourceRule = {
  name: "kubernetes-front-door-tls-version",
  description: "The front door requires TLS 1.2 or newer, and disables session resumption.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6"],
  frameworks: { nist80053r5: ["SC-8"] },
  database: "RDS.38: ssl_min_protocol_version is 1.2.",
  remediation: "Set tls_minimum_protocol_version to TLSv1_2 or TLSv1_3, and disable resumption.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      filterChains(bootstrap).each((chain) => {
        const tls = chain.at("transport_socket", "typed_config");
        return [
          ...need(
            tls.at("common_tls_context", "tls_params", "tls_minimum_protocol_version").is("TLSv1_2", "TLSv1_3"),
            "accepts older TLS; accepted: TLSv1_2 and TLSv1_3",
          ),
          ...tls
            .at("common_tls_context", "tls_params", "cipher_suites")
            .items()
            .each((suite) =>
              need(
                suite.matches(/^(ECDHE-.*(GCM|POLY1305)|\[ECDHE-)/),
                "has no forward secrecy, or is not an AEAD cipher; accepted: ECDHE suites with GCM or Poly1305",
              ),
            ),
          ...["disable_stateless_session_resumption", "disable_stateful_session_resumption"].flatMap((key) =>
            need(tls.at(key).is(true), "must be true: a resumed session can outlive its certificate"),
          ),
        ];
      }),
    ),
};
