import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

export const configMap = "kubernetes:core/v1:ConfigMap";

/**
 * The bootstraps of Envoy that a ConfigMap holds: texts that name `static_resources`. One that is YAML rather than JSON reads as unknown,
 * so the rules say that they cannot judge it.
 */
export function bootstraps(subject: Subject): Many<Reading> {
  return subject
    .at("data")
    .entries()
    .flatMap(({ value }) =>
      value.when({
        known: (text) => new Many(/["\s]?static_resources["\s]?:/.test(String(text)) ? [value.json()] : [], value.path),
        unknown: (because) => new Many<Reading>([], value.path, [because]),
        absent: () => new Many<Reading>([], value.path),
      }),
    );
}

/** Every filter chain of every listener. */
export const filterChains = (bootstrap: Reading): Many<Reading> =>
  bootstrap
    .at("static_resources", "listeners")
    .items()
    .flatMap((listener) => listener.at("filter_chains").items());

/** The settings of every HTTP connection manager. */
export const httpManagers = (bootstrap: Reading): Many<Reading> =>
  filterChains(bootstrap)
    .flatMap((chain) => chain.at("filters").items())
    .flatMap((filter) => {
      const config = filter.at("typed_config");
      return filter.at("name").when({
        known: (name) => (name === "envoy.filters.network.http_connection_manager" ? config.items() : new Many<Reading>([], config.path)),
        unknown: (because) => new Many<Reading>([], config.path, [because]),
        absent: () => config.items(),
      });
    });
