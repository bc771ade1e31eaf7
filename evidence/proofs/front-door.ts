import { noPorts, type PortSet, type Protocol, ports, protocols, unionOf } from "../network-policy/port-set.ts";
import type { ModelServer } from "../reach/kubernetes/model-server.ts";
import type { Container, WorkloadPods } from "../reach/kubernetes/workload-pods.ts";
import type { Graph } from "./graph.ts";

/** A container that stands before a model server in its pod, and the ports on which it answers. */
export interface FrontDoor {
  pods: WorkloadPods;
  container: Container;
  ports: PortSet;
}

/** The front door of a model server: the first container that shares its socket, and has a port. */
export function frontDoorOf({ pods, sharers }: ModelServer): FrontDoor | undefined {
  const [container] = sharers;
  return container && container.ports.length > 0 ? { pods, container, ports: portsOf(container) } : undefined;
}

/** Every front door of a graph. */
export function frontDoors({ servers }: Graph): FrontDoor[] {
  return servers.flatMap((server) => frontDoorOf(server) ?? []);
}

function portsOf(container: Container): PortSet {
  const known = container.ports.filter(
    ({ number, protocol }) => number >= 1 && number <= 65535 && protocols.includes(protocol as Protocol),
  );
  return known.length === 0 ? noPorts : unionOf(known.map(({ number, protocol }) => ports(protocol as Protocol, number, number)));
}

/** Ports of the nodes that lead to a front door; undefined where the cluster is not in the graph, so that nobody says which they are. */
export function frontDoorNodePorts(graph: Graph): number[] | undefined {
  const doors = frontDoors(graph);
  if (graph.cluster.pods.length === 0) return undefined;
  return graph.cluster.services
    .filter(({ pods }) => pods.some((one) => doors.some((door) => door.pods === one)))
    .flatMap(({ ports: all }) => all.flatMap(({ nodePort }) => nodePort ?? []));
}
