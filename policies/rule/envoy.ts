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

/** The settings of Envoy's secrets that a ConfigMap holds, for example which authority signs clients' certificates. */
export function secrets(subject: Subject): Many<Reading> {
  return subject
    .at("data")
    .entries()
    .flatMap(({ value }) =>
      value.when({
        known: (text) =>
          /transport_sockets\.tls\.v3\.Secret/.test(String(text))
            ? value.json().at("resources").items()
            : new Many<Reading>([], value.path),
        unknown: (because) => new Many<Reading>([], value.path, [because]),
        absent: () => new Many<Reading>([], value.path),
      }),
    );
}

/** Listeners of the network, or those within Envoy, to which no address leads. */
const listeners = (bootstrap: Reading, within: boolean): Many<Reading> =>
  bootstrap
    .at("static_resources", "listeners")
    .items()
    .flatMap((listener) =>
      listener.at("internal_listener").when({
        known: () => new Many<Reading>(within ? [listener] : [], listener.path),
        unknown: (because) => new Many<Reading>([], listener.path, [because]),
        absent: () => new Many<Reading>(within ? [] : [listener], listener.path),
      }),
    );

/** Listeners that take connections of the network. */
export const networkListeners = (bootstrap: Reading): Many<Reading> => listeners(bootstrap, false);

/** Every filter chain that takes connections of the network. */
export const filterChains = (bootstrap: Reading): Many<Reading> =>
  networkListeners(bootstrap).flatMap((listener) => listener.at("filter_chains").items());

/** Every filter of a chain with this name. */
export const filtersNamed = (chain: Reading, name: string): Many<Reading> =>
  chain
    .at("filters")
    .items()
    .flatMap((filter) =>
      filter.at("name").when({
        known: (own) => (own === name ? filter.at("typed_config").items() : new Many<Reading>([], filter.path)),
        unknown: (because) => new Many<Reading>([], filter.path, [because]),
        absent: () => new Many<Reading>([], filter.path),
      }),
    );

/** The settings of every HTTP connection manager. */
export const httpManagers = (bootstrap: Reading): Many<Reading> =>
  bootstrap
    .at("static_resources", "listeners")
    .items()
    .flatMap((listener) => listener.at("filter_chains").items())
    .flatMap((chain) => chain.at("filters").items())
    .flatMap((filter) => {
      const config = filter.at("typed_config");
      return filter.at("name").when({
        known: (name) => (name === "envoy.filters.network.http_connection_manager" ? config.items() : new Many<Reading>([], config.path)),
        unknown: (because) => new Many<Reading>([], config.path, [because]),
        absent: () => config.items(),
      });
    });
