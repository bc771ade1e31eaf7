import { noPorts, type PortSet, type Protocol, ports, protocols, unionOf } from "../network-policy/port-set.ts";
import type { ModelServer } from "../reach/kubernetes/model-server.ts";
import type { Container, WorkloadPods } from "../reach/kubernetes/workload-pods.ts";
import { type Intervals, interval, unite } from "../reach/space/intervals.ts";
import type { Graph } from "./graph.ts";

/** A container in front of a model server in its pod, and the ports on which it answers. */
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

/** Ports that Kubernetes chooses from for a Service that names none. Source: `--service-node-port-range` of kube-apiserver. */
const chosen = interval(30000, 32767);

/**
 * Node ports that lead to a front door: node ports and external addresses of Services, and host ports. Undefined where the cluster is
 * not in the graph, so that they are unknown.
 */
export function frontDoorNodePorts(graph: Graph): Intervals | undefined {
  const doors = frontDoors(graph);
  if (graph.cluster.pods.length === 0) return undefined;
  const leads = (pods: readonly WorkloadPods[]) => pods.some((one) => doors.some((door) => door.pods === one));
  const services = graph.cluster.services.filter(({ pods }) => leads(pods));
  const ofServices = services.flatMap(({ type, object, ports: all }) =>
    all.flatMap(({ port, nodePort }) => [
      ...(type === "NodePort" || type === "LoadBalancer" ? [nodePort === undefined ? chosen : interval(nodePort, nodePort)] : []),
      ...(object.spec["externalIPs"] === undefined ? [] : [interval(port, port)]),
    ]),
  );
  const ofHosts = doors.flatMap(({ pods }) =>
    pods.containers.flatMap((one) => one.ports.flatMap(({ hostPort }) => (hostPort ? [interval(hostPort, hostPort)] : []))),
  );
  return unite([...ofServices, ...ofHosts]);
}
