import type { Fact } from "../shape/fact.ts";
import type { Shape } from "../shape/shape.ts";
import { typed } from "./envoy-types.ts";
import type { Side } from "./front-door-side.ts";

/** Groups into which callers' addresses fall, by a hash. */
export const sourceGroups = 8;

const inputs = { direct: ["direct_source_ip", "DirectSourceIPInput"], claimed: ["source_ip", "SourceIPInput"] } as const;

const input = (which: keyof typeof inputs): Shape =>
  typed(`envoy.matching.inputs.${inputs[which][0]}`, `envoy.extensions.matching.common_inputs.network.v3.${inputs[which][1]}`);

/** Which chain takes a connection: the side by the address that really opened it, then a group by a hash of the caller's address. */
export function chainMatcher(sides: readonly Side[], ranges: Fact<readonly string[]>): Shape {
  const balancer = sides.some(({ name }) => name === "load-balancer");
  const others = sides.some(({ name }) => name === "cluster");
  const byBalancer: Readonly<Record<string, Shape>> = {
    matcher_tree: {
      input: input("direct"),
      custom_match: typed("envoy.matching.custom_matchers.ip_range_matcher", "xds.type.matcher.v3.IPMatcher", {
        range_matchers: [{ ranges: ranges.as((all) => all.map(prefix)), on_match: { matcher: byGroup("load-balancer", "claimed") } }],
      }),
    },
  };
  return {
    ...(balancer && byBalancer),
    ...(others && (balancer ? { on_no_match: { matcher: byGroup("cluster", "direct") } } : (byGroup("cluster", "direct") as object))),
  };
}

function byGroup(side: Side["name"], which: keyof typeof inputs): Shape {
  const chain = (group: number): Shape => ({ action: typed("chain", "google.protobuf.StringValue", { value: `${side}-${group}` }) });
  const groups = Array.from({ length: sourceGroups - 1 }, (_, i) => sourceGroups - 1 - i);
  return {
    matcher_list: {
      matchers: groups.map((threshold) => ({
        predicate: {
          single_predicate: {
            input: input(which),
            custom_match: typed(
              "envoy.matching.matchers.consistent_hashing",
              "envoy.extensions.matching.input_matchers.consistent_hashing.v3.ConsistentHashing",
              { threshold, modulo: sourceGroups },
            ),
          },
        },
        on_match: chain(threshold),
      })),
    },
    on_no_match: chain(0),
  };
}

const prefix = (range: string): Shape => ({ address_prefix: range.split("/")[0]!, prefix_len: Number(range.split("/")[1]) });
