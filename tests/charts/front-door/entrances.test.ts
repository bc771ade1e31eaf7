import { describe, expect, it, test } from "vitest";
import { entrances } from "../../../charts/front-door/entrances.ts";
import { consumer, onAws, onCluster, workload } from "../keep-specs.ts";

const sides = (spec: Parameters<typeof entrances>[0]) =>
  entrances(spec).map(({ name, ranges, clients }) => [name, ranges, clients.map((client) => client.name)]);

describe("entrances", () => {
  test.each([
    ["of a cluster", onCluster, [["cluster", undefined, ["support-bot", "search"]]]],
    [
      "of a keep on AWS",
      onAws,
      [
        ["load-balancer", onAws.network.loadBalancerRanges, ["partner"]],
        ["cluster", undefined, ["support-bot"]],
      ],
    ],
    [
      "for PrivateLink alone: none for pods",
      { ...onAws, clients: [consumer("a")] },
      [["load-balancer", onAws.network.loadBalancerRanges, ["a"]]],
    ],
    ["on AWS for pods alone", { ...onAws, clients: [workload("a")] }, [["cluster", undefined, ["a"]]]],
    ["without clients: one that nobody passes", { ...onCluster, clients: [] }, [["cluster", undefined, []]]],
  ] as const)("%s", { tags: ["entrances-of-a-keep-on-aws"] }, (_name, spec, wanted) => expect(sides(spec)).toEqual(wanted));

  it("need a node port for a PrivateLink client", () => {
    expect(() => entrances({ ...onCluster, clients: [consumer("claims-desk")] })).toThrow(/"claims-desk" comes over PrivateLink/);
  });

  it("need the load balancer's ranges for a node port", () => {
    expect(() => entrances({ ...onAws, network: { ...onAws.network, loadBalancerRanges: [] } })).toThrow(/30443 .* needs the ranges/);
  });

  // Envoy reads a missing length as 0, and takes 33.
  test.each([
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/0",
    "0.0.0.0/0",
    "10.0.0.0/33",
    "10.0.0/24",
    "10.0.0.0.0/24",
    "300.0.0.0/8",
    "::/0",
    "",
    " 10.0.0.0/8",
    "10.0.0.0/8 ",
  ])("take no range such as '%s'", { tags: ["entrances-refuse-bad-ranges"] }, (range) => {
    const network = { ...onAws.network, loadBalancerRanges: ["10.64.0.0/28", range] };
    expect(() => entrances({ ...onAws, network })).toThrow(RangeError);
  });
  test.each(["10.64.0.0/28", "192.168.255.1/32", "100.64.0.0/10", "1.2.3.4/1"])("take %s", (range) =>
    expect(entrances({ ...onAws, network: { ...onAws.network, loadBalancerRanges: [range] } })[0]?.ranges).toEqual([range]),
  );
});
