import { bootstraps, configMap, filterChains, secrets } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const frontDoorMutualTls: ResourceRule = {
  name: "kubernetes-front-door-mutual-tls",
  description: "The front door requires mutual TLS: a client certificate with a known name, not revoked.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D4"],
  frameworks: {},
  database: "RDS.10 and RDS.12: clients authenticate by a certificate or a token, never by trust.",
  remediation: "Set require_client_certificate; configure CA, CRL and client names in a validation_context by SDS.",
  types: [configMap],
  check: (map) => {
    const contexts = secrets(map).flatMap((secret) => secret.at("validation_context").items());
    return bootstraps(map).each((bootstrap) => [
      ...filterChains(bootstrap).each((chain) => {
        const tls = chain.at("transport_socket", "typed_config");
        const common = tls.at("common_tls_context");
        return [
          ...need(tls.at("require_client_certificate").is(true), "must be true: clients without a certificate could connect"),
          ...need(common.at("tls_certificate_sds_secret_configs").items().empty().not(), "is missing: the server has no certificate"),
          ...need(
            common.at("validation_context_sds_secret_config", "name").present(),
            "is missing: there is no client CA by SDS, the only source that is reloaded on change",
          ),
          ...["validation_context", "combined_validation_context"].flatMap((key) =>
            need(common.at(key).absent(), "overrides the SDS secret; accepted: none"),
          ),
        ];
      }),
      ...need(contexts.empty().not(), "has no secret with a validation_context: there is no client CA", "data"),
      ...contexts.each((context) => {
        const names = context.at("match_typed_subject_alt_names").items();
        return [
          ...need(names.empty().not(), "is missing: any certificate of the CA would be accepted", names.path),
          ...names.each((name) =>
            need(
              name.at("matcher", "exact").present().and(name.at("san_type").is("URI")),
              "is a pattern, or not a URI; accepted: an exact URI",
              name.path,
            ),
          ),
          ...need(context.at("trusted_ca", "filename").present(), "is missing: there is no CA to verify client certificates"),
          ...need(
            sameText(context.at("crl", "filename"), context.at("trusted_ca", "filename")),
            "is not the CA's file: a separate, empty CRL would accept revoked certificates",
            context.at("crl").path,
          ),
          ...need(context.at("watched_directory", "path").present(), "is missing: an updated CRL would not be reloaded"),
          ...need(
            context.at("trust_chain_verification").isOrAbsent("VERIFY_TRUST_CHAIN"),
            "accepts certificates of any CA; accepted: VERIFY_TRUST_CHAIN",
          ),
          ...need(context.at("allow_expired_certificate").isOrAbsent(false), "accepts expired certificates; accepted: false"),
        ];
      }),
    ]);
  },
};

/** Whether two properties have the same text. */
const sameText = (one: Reading, other: Reading) =>
  other.when({
    known: (text) => one.is(String(text)),
    unknown: (because) => Truth.unknown([because], one.path),
    absent: () => Truth.of(false, one.path),
  });
