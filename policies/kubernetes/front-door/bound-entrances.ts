import { bootstraps, configMap, filterChains } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

/** Addresses that a filter chain is for; with none it is for everybody. */
const ranges = (chain: Reading) => chain.at("filter_chain_match", "direct_source_prefix_ranges").items();

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
  remediation: "Give the filter chain of the clients from outside direct_source_prefix_ranges with the subnets of the load balancer.",
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
          const chains = filterChains(bootstrap);
          return [
            ...when(reachedFromOutside(stack, map), () =>
              need(
                chains.some((chain) => ranges(chain).empty().not()),
                "no filter chain names addresses: a certificate stolen from a client outside would do inside as well",
                chains.path,
              ),
            ),
            ...chains.each((chain) =>
              ranges(chain).each((range) =>
                need(
                  range
                    .at("prefix_len")
                    .test((length) => Number(length) >= Number(shortestPrefix))
                    .and(range.at("address_prefix").present()),
                  `is everybody, or too many; accepted is an address_prefix with a prefix_len of at least ${shortestPrefix}`,
                  range.path,
                ),
              ),
            ),
          ];
        }),
      ),
    ),
};
