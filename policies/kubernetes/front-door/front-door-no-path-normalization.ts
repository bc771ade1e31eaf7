import { bootstraps, configMap, httpManagers } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Fields of the HTTP connection manager, and the values at which Envoy forwards a request exactly as it was matched. */
const literal: readonly (readonly [path: readonly string[], value: string | boolean])[] = [
  [["normalize_path"], false],
  [["merge_slashes"], false],
  [["path_with_escaped_slashes_action"], "REJECT_REQUEST"],
  [["common_http_protocol_options", "headers_with_underscores_action"], "REJECT_REQUEST"],
  [["http_protocol_options", "accept_http_10"], false],
  [["http_protocol_options", "allow_absolute_url"], false],
  [["http_protocol_options", "allow_chunked_length"], false],
  [["http_protocol_options", "enable_trailers"], false],
  [["http2_protocol_options", "allow_connect"], false],
];

export const frontDoorNoPathNormalization: ResourceRule = {
  name: "kubernetes-front-door-no-path-normalization",
  description: "Requests are forwarded as matched: no path normalization, no ambiguous lengths (request smuggling).",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "standard_conforming_strings: a string has one meaning.",
  remediation: "Set the fields to the accepted values.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      httpManagers(bootstrap).each((manager) =>
        literal.flatMap(([path, value]) =>
          need(manager.at(...path).is(value), `must be ${value}: the model server could see a different request than the one matched`),
        ),
      ),
    ),
};
