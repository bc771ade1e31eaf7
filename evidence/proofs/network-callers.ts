import { at, between, groupsBy } from "../reach/aws/between.ts";
import type { Interface } from "../reach/aws/interface.ts";
import type { LoadBalancer } from "../reach/aws/load-balancers.ts";
import { place } from "../reach/hop.ts";
import { everywhere } from "../reach/space/addresses.ts";
import { type Intervals, interval, unite, without } from "../reach/space/intervals.ts";
import { anyTraffic, type Box, meet, type Traffic, tcpTraffic } from "../reach/space/traffic.ts";
import { frontDoorNodePorts } from "./front-door.ts";
import type { Graph } from "./graph.ts";
import type { PossiblePath } from "./proof.ts";

/**
 * Paths to a front door inside the VPC that bypass the endpoint service: to a load balancer that leads there, or to its port on the
 * nodes. A caller is any other interface of the program, or one outside of it with a VPC address and without a security group of this
 * program. Also paths from a load balancer to node ports other than a front door's.
 */
export function networkCallers(graph: Graph): PossiblePath[] {
  const { aws } = graph;
  const known = frontDoorNodePorts(graph);
  const targets = aws.loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ forwardings }) => forwardings));
  const nodePorts = known ?? setOf(targets.map(({ port }) => port));
  const balancers = aws.loadBalancers.filter(({ listeners }) => listeners.length > 0);
  const nodes = aws.interfaces.filter(
    ({ owner }) =>
      owner.type === "aws:eks/nodeGroup:NodeGroup" || targets.some(({ interfaces }) => interfaces.some((one) => one.owner === owner)),
  );
  return [
    ...balancers.flatMap(({ interfaces, listeners, resource }) =>
      interfaces.flatMap((one) =>
        listeners.flatMap(({ port, forwardings }) =>
          callers(graph, one, setOf([port]), [resource.urn], forwardings[0]?.hops ?? []).map((way) =>
            listeners.length === 1 ? way : { ...way, says: `${way.says} on port ${port}` },
          ),
        ),
      ),
    ),
    ...(nodePorts.length === 0
      ? []
      : nodes.flatMap((one) =>
          callers(graph, one, nodePorts, [...nodes.map(({ owner }) => owner.urn), ...balancers.map(({ resource }) => resource.urn)], []),
        )),
    ...(known === undefined ? [] : balancers.flatMap((balancer) => sideDoors(graph, balancer, nodePorts))),
  ];
}

const setOf = (ports: readonly number[]): Intervals => unite(ports.filter(Number.isInteger).map((port) => interval(port, port)));

/** Callers of an interface on some ports. @param trusted URNs of allowed owners */
function callers(graph: Graph, to: Interface, ports: Intervals, trusted: readonly string[], onward: PossiblePath["hops"]): PossiblePath[] {
  const { aws } = graph;
  const wanted = tcpTraffic(everywhere, ports);
  const ending = [at(to, "is reached"), ...onward];
  const ways = (says: string, traffic: Traffic, first: PossiblePath["hops"]) =>
    meet(traffic, wanted).map((box: Box): PossiblePath => ({ says, hops: [...first, ...box.hops, ...ending], unknown: box.unknown }));
  const members = aws.interfaces
    .filter(({ owner }) => !trusted.includes(owner.urn))
    .flatMap((from) =>
      ways(`${from.name} reaches ${to.name}, bypassing the endpoint service`, between(aws, from, to), [at(from, "opens a connection")]),
    );
  const outsider = place(`any interface in ${to.subnet.vpc.resource?.name ?? to.subnet.vpc.key}`, "has an address of the VPC");
  const admitted = meet(aws.acls.cross(to.subnet, "ingress", anyTraffic(to.subnet.vpc.addresses)), groupsBy(aws, to, "ingress"));
  return [...members, ...ways(`any other interface in the VPC reaches ${to.name}, bypassing the endpoint service`, admitted, [outsider])];
}

/** Forwarding of a load balancer to target ports that are not a front door's, where security groups allow it. */
function sideDoors({ aws }: Graph, balancer: LoadBalancer, nodePorts: Intervals): PossiblePath[] {
  return balancer.listeners.flatMap(({ port, forwardings }) =>
    forwardings.flatMap(({ port: target, interfaces, hops }) => {
      const outside = without(setOf([target]), nodePorts);
      if (outside.length === 0) return [];
      return balancer.interfaces.flatMap((from) =>
        interfaces.flatMap((to) =>
          meet(between(aws, from, to), tcpTraffic(everywhere, outside)).map(
            (box): PossiblePath => ({
              says: `port ${port} of load balancer ${balancer.resource.name} forwards to port ${target} of ${to.owner.name}, which is not a front door's`,
              hops: [at(from, `takes connections to port ${port}`), ...hops, ...box.hops, at(to, `is reached on port ${target}`)],
              unknown: box.unknown,
            }),
          ),
        ),
      );
    }),
  );
}
