import { bootstraps, configMap, networkListeners } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

/** How a listener matches source addresses: by the connection's peer address, or by one from a header, which is not trusted. */
const byAddress = (listener: Reading) => listener.at("filter_chain_matcher", "matcher_tree");

/** Address ranges for which a listener has separate filter chains. */
const ranges = (listener: Reading) =>
  byAddress(listener)
    .at("custom_match", "typed_config", "range_matchers")
    .items()
    .flatMap((matcher) => matcher.at("ranges").items());

/** Whether a Service in the front door's namespace is reachable from outside of the cluster. */
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

export const frontDoorSourceAddress: StackRule = {
  name: "kubernetes-front-door-source-address",
  description: "A front door that is reachable from outside of the cluster matches external clients by the connection's source address.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2", "D4"],
  frameworks: { nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: a line names both user and address.",
  remediation: "Match filter chains by DirectSourceIPInput, with the load balancer's subnets for external clients.",
  config: {
    shortestPrefix: {
      type: "integer",
      default: 16,
      minimum: 8,
      description: "shortest prefix length accepted, in bits; subnets of a VPC have at least 16",
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
                "has no filter chain by address, so a certificate stolen outside works inside; accepted is a matcher by DirectSourceIPInput",
                listeners.path,
              ),
            ),
            ...listeners.each((listener) => [
              ...when(byAddress(listener).present(), () =>
                need(
                  byAddress(listener)
                    .at("input", "typed_config", "@type")
                    .matches(/\.DirectSourceIPInput$/),
                  "is an address from a header; accepted is DirectSourceIPInput, the connection's peer address",
                ),
              ),
              ...ranges(listener).each((range) =>
                need(
                  range
                    .at("prefix_len")
                    .test((length) => Number(length) >= Number(shortestPrefix))
                    .and(range.at("address_prefix").present()),
                  `is too broad a range; accepted is an address_prefix with a prefix_len of at least ${shortestPrefix}`,
                  range.path,
                ),
              ),
            ]),
          ];
        }),
      ),
    ),
};
