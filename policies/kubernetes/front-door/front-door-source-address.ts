import { bootstraps, configMap, networkListeners } from "../../rule/envoy.ts";
import { Many } from "../../rule/many.ts";
import { need, when } from "../../rule/outcome.ts";
import { podLabelsOf, podsOf, podTypes } from "../../rule/pods.ts";
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

/** Whether a value is there and the same as another. */
const same = (one: Reading, other: Reading): Truth =>
  one.when({
    known: (value) => other.is(String(value)),
    unknown: (because) => Truth.unknown([because]),
    absent: () => Truth.of(false),
  });

const inNamespaceOf = (map: Subject, subject: Subject): Truth => same(map.at("metadata", "namespace"), subject.at("metadata", "namespace"));

/** Whether pods of a workload mount a ConfigMap by its name. */
const mounts = (workload: Subject, map: Subject): Truth =>
  inNamespaceOf(map, workload).and(
    podsOf(workload).some((pod) =>
      pod
        .at("volumes")
        .items()
        .some((volume) => same(map.at("metadata", "name"), volume.at("configMap", "name"))),
    ),
  );

/** Whether a Service selects none of the pods that a workload makes. */
const passesBy = (service: Subject, workload: Subject): Truth =>
  new Many(podLabelsOf(workload), "").every((labels) =>
    service
      .at("spec", "selector")
      .entries()
      .some(({ key, value }) => same(value, labels.at(key)).not()),
  );

/** Whether a Service leads to other pods than those that mount a front door's configuration, as that of another model does. */
function leadsElsewhere(stack: Stack, map: Subject, service: Subject): Truth {
  const workloads = new Many(stack.peek(...podTypes), "");
  return workloads
    .some((workload) => mounts(workload, map))
    .and(workloads.every((workload) => mounts(workload, map).not().or(passesBy(service, workload))));
}

/** Whether a Service that leads to the front door, or may, is reachable from outside of the cluster. */
const reachedFromOutside = (stack: Stack, map: Subject) =>
  stack.some(["kubernetes:core/v1:Service"], (service) =>
    inNamespaceOf(map, service)
      .and(service.at("spec", "type").is("NodePort", "LoadBalancer"))
      .and(leadsElsewhere(stack, map, service).not()),
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
                "has no filter chain by address, so a certificate stolen outside works inside; accepted: a matcher by DirectSourceIPInput",
                listeners.path,
              ),
            ),
            ...listeners.each((listener) => [
              ...when(byAddress(listener).present(), () =>
                need(
                  byAddress(listener)
                    .at("input", "typed_config", "@type")
                    .matches(/\.DirectSourceIPInput$/),
                  "is an address from a header; accepted: DirectSourceIPInput, the connection's peer address",
                ),
              ),
              ...ranges(listener).each((range) =>
                need(
                  range
                    .at("prefix_len")
                    .test((length) => Number(length) >= Number(shortestPrefix))
                    .and(range.at("address_prefix").present()),
                  `is too broad a range; accepted: an address_prefix with a prefix_len of at least ${shortestPrefix}`,
                  range.path,
                ),
              ),
            ]),
          ];
        }),
      ),
    ),
};
