import { bootstraps, configMap, filterChains, secrets } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const frontDoorMutualTls: ResourceRule = {
  name: "kubernetes-front-door-mutual-tls",
  description: "The front door asks each client for a certificate, knows whose it is, and whether it was revoked.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D4"],
  frameworks: {},
  database: "RDS.10 and RDS.12: clients authenticate by a certificate or a token, never by trust.",
  remediation:
    "Set require_client_certificate; name authority, revoked certificates and the clients' names in a validation_context by SDS.",
  types: [configMap],
  check: (map) => {
    const contexts = secrets(map).flatMap((secret) => secret.at("validation_context").items());
    return bootstraps(map).each((bootstrap) => [
      ...filterChains(bootstrap).each((chain) => {
        const tls = chain.at("transport_socket", "typed_config");
        const common = tls.at("common_tls_context");
        return [
          ...need(tls.at("require_client_certificate").is(true), "must be true: anybody could connect"),
          ...need(common.at("tls_certificate_sds_secret_configs").items().empty().not(), "is missing: the server shows no certificate"),
          ...need(
            common.at("validation_context_sds_secret_config", "name").present(),
            "is missing: no authority of clients is named by SDS, which alone is read again when it changes",
          ),
          ...["validation_context", "combined_validation_context"].flatMap((key) =>
            need(common.at(key).absent(), "says beside the secret who is trusted; accepted is none"),
          ),
        ];
      }),
      ...need(contexts.empty().not(), "has no secret with a validation_context: no authority of clients is named", "data"),
      ...contexts.each((context) => {
        const names = context.at("match_typed_subject_alt_names").items();
        return [
          ...need(names.empty().not(), "is missing: any certificate of the authority would do", names.path),
          ...names.each((name) =>
            need(
              name.at("matcher", "exact").present().and(name.at("san_type").is("URI")),
              "is a pattern, or no URI; accepted is an exact URI",
              name.path,
            ),
          ),
          ...need(context.at("trusted_ca", "filename").present(), "is missing: certificates of nobody, or of anybody, would do"),
          ...need(
            sameText(context.at("crl", "filename"), context.at("trusted_ca", "filename")),
            "is not the file of the authority: an empty list of its own would let in who was revoked",
            context.at("crl").path,
          ),
          ...need(
            context.at("watched_directory", "path").present(),
            "is missing: a list with a newly revoked certificate would not be read",
          ),
          ...need(
            context.at("trust_chain_verification").isOrAbsent("VERIFY_TRUST_CHAIN"),
            "takes certificates of any authority; accepted is VERIFY_TRUST_CHAIN",
          ),
          ...need(context.at("allow_expired_certificate").isOrAbsent(false), "takes expired certificates; accepted is false"),
        ];
      }),
    ]);
  },
};

/** Whether two properties hold one text. */
const sameText = (one: Reading, other: Reading) =>
  other.when({
    known: (text) => one.is(String(text)),
    unknown: (because) => Truth.unknown([because], one.path),
    absent: () => Truth.of(false, one.path),
  });
