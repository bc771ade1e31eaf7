import type { Entrance } from "./entrances.ts";
import { sourceGroups } from "./limits.ts";
import { typed } from "./typed.ts";

/** Name of the filter chain for one group of addresses of an entrance. */
export const chainName = (entrance: Pick<Entrance, "name">, group: number): string => `${entrance.name}-${group}`;

/** The numbers of the groups into which callers' addresses fall. */
export const groups: readonly number[] = Array.from({ length: sourceGroups }, (_, group) => group);

/** Which address of a connection is looked at: the peer's, or the one that the load balancer reports. */
const address = { direct: "DirectSourceIPInput", claimed: "SourceIPInput" } as const;

const input = (which: keyof typeof address) =>
  typed(
    `envoy.matching.inputs.${which === "direct" ? "direct_source_ip" : "source_ip"}`,
    `envoy.extensions.matching.common_inputs.network.v3.${address[which]}`,
  );

/**
 * Which filter chain takes a connection: the entrance by the address that really opened it, then a group of that entrance by a hash of the
 * caller's address. Behind the load balancer that is the consumer's, which only it can report; elsewhere it is the peer's address of the
 * connection, so that no client chooses a group by a header.
 */
export function chainMatcher(entrances: readonly Entrance[]): object {
  const balancer = entrances.find(({ ranges }) => ranges !== undefined);
  const others = entrances.find(({ ranges }) => ranges === undefined);
  return {
    ...(balancer && {
      matcher_tree: {
        input: input("direct"),
        custom_match: typed("envoy.matching.custom_matchers.ip_range_matcher", "xds.type.matcher.v3.IPMatcher", {
          range_matchers: [{ ranges: balancer.ranges!.map(prefixRange), on_match: { matcher: byGroup(balancer, "claimed") } }],
        }),
      },
    }),
    // Without one for all other addresses, such connections find no filter chain and are closed.
    ...(others && (balancer ? { on_no_match: { matcher: byGroup(others, "direct") } } : byGroup(others, "direct"))),
  };
}

/** Walks the groups from the last: the matcher tests whether the hash is at least a bound. */
function byGroup(entrance: Entrance, which: keyof typeof address): object {
  const chain = (group: number) => ({
    action: typed("chain", "google.protobuf.StringValue", { value: chainName(entrance, group) }),
  });
  return {
    matcher_list: {
      matchers: groups
        .filter((group) => group > 0)
        .toReversed()
        .map((group) => ({
          predicate: {
            single_predicate: {
              input: input(which),
              custom_match: typed(
                "envoy.matching.matchers.consistent_hashing",
                "envoy.extensions.matching.input_matchers.consistent_hashing.v3.ConsistentHashing",
                { threshold: group, modulo: groups.length },
              ),
            },
          },
          on_match: chain(group),
        })),
    },
    on_no_match: chain(0),
  };
}

const prefixRange = (range: string) => {
  const [address_prefix, prefix_len] = range.split("/");
  return { address_prefix, prefix_len: Number(prefix_len) };
};
