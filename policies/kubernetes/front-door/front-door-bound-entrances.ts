import { bootstraps, configMap, networkListeners } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

/** How a listener tells callers apart by address: by the one that really opened the connection, or by another, which is hearsay. */
const byAddress = (listener: Reading) => listener.at("filter_chain_matcher", "matcher_tree");

/** Ranges of addresses for which a listener has filter chains of their own. */
const ranges = (listener: Reading) =>
  byAddress(listener)
    .at("custom_match", "typed_config", "range_matchers")
    .items()
    .flatMap((matcher) => matcher.at("ranges").items());

/** Whether a Service beside the front door is reached from outside of the cluster. */
const reachedFromOutside = (stack: Stack, map: Subject) =>
  stack.some(["kubernetes:core/v1:Service"], (service) =>
    map
      .at("metadata", "namespace")
      .when({
        known: (namespace) => service.at("metadata", "namespace").is(String(namespace)),
        unknown: (because) => Truth.unknown([because]),
        absent: () => Truth.of(false),
      })
      .and(service.at("spec", "type").is("NodePort", "LoadBalancer")),
  );

export const frontDoorBoundEntrances: StackRule = {
  name: "kubernetes-front-door-bound-entrances",
  description: "A front door that is reached from outside of the cluster knows a client from there by the address that really calls.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2", "D4"],
  frameworks: { nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: a line names the address beside the user.",
  remediation: "Match filter chains by DirectSourceIPInput, with the subnets of the load balancer for the clients from outside.",
  config: {
    shortestPrefix: {
      type: "integer",
      default: 16,
      minimum: 8,
      description: "shortest prefix of a range, in bits; a subnet of a VPC has 16 at least",
    },
  },
  checkStack: (stack, { shortestPrefix }) =>
    stack.of(configMap).flatMap((map) =>
      about(
        map,
        bootstraps(map).each((bootstrap) => {
          const listeners = networkListeners(bootstrap);
          return [
            ...when(reachedFromOutside(stack, map), () =>
              need(
                listeners.some((listener) => ranges(listener).empty().not()),
                "no filter chain is for addresses: a certificate stolen from a client outside would do inside as well",
                listeners.path,
              ),
            ),
            ...listeners.each((listener) => [
              ...when(byAddress(listener).present(), () =>
                need(
                  byAddress(listener)
                    .at("input", "typed_config", "@type")
                    .matches(/\.DirectSourceIPInput$/),
                  "is an address that a header claims; accepted is DirectSourceIPInput, the one that opened the connection",
                ),
              ),
              ...ranges(listener).each((range) =>
                need(
                  range
                    .at("prefix_len")
                    .test((length) => Number(length) >= Number(shortestPrefix))
                    .and(range.at("address_prefix").present()),
                  `is everybody, or too many; accepted is an address_prefix with a prefix_len of at least ${shortestPrefix}`,
                  range.path,
                ),
              ),
            ]),
          ];
        }),
      ),
    ),
};
