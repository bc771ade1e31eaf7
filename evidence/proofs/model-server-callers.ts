import { allPorts, formatPorts, isEmpty, type PortSet, ports as portSet, unionOf } from "../network-policy/port-set.ts";
import { hop, place } from "../reach/hop.ts";
import { callersOf } from "../reach/kubernetes/callers.ts";
import type { ModelServer } from "../reach/kubernetes/model-server.ts";
import { inNodeNetwork } from "../reach/kubernetes/workload-pods.ts";
import { apiServer, layers, reachedNode } from "./assumptions.ts";
import { frontDoorOf } from "./front-door.ts";
import type { Graph } from "./graph.ts";
import { judge, type PossiblePath, type ProofResult } from "./proof.ts";

/** Only the front door reaches the model server: over a Unix socket that the two share in one pod, and over nothing else. */
export function modelServerCallers(graph: Graph): ProofResult {
  const { cluster, servers } = graph;
  return {
    id: "model-server-callers",
    claim:
      "Only the front door reaches the model server: it listens on a Unix socket that no other container shares, and its nodes talk only to each other.",
    ...judge({
      against: servers.flatMap((server) => [
        ...byPort(graph, server),
        ...bySocket(server),
        ...byOtherPorts(graph, server),
        ...byNode(server),
      ]),
      examined: { "model servers": servers.length },
      assumptions: [...layers(graph), reachedNode, apiServer],
      unseen: cluster.unseen,
    }),
  };
}

const named = ({ container, pods }: ModelServer) => `container ${container.name} of ${pods.name}`;

/** A server that listens on TCP: its own node reaches it regardless of policies, and so do the pods that they admit. */
function byPort({ cluster }: Graph, server: ModelServer): PossiblePath[] {
  const { pods, container, port, host } = server;
  if (port === undefined) return [];
  const loopback = /^(127\.|localhost$|::1$)/.test(host);
  const listens = hop(
    pods.resource,
    `${container.path}.args`,
    `the model server listens on TCP port ${port} of ${host}, not on a Unix socket`,
  );
  const end = place(named(server), `is reached on port ${port}`);
  if (loopback) {
    const others = pods.containers.filter((one) => one !== container && one !== server.sharers[0]);
    return others.map((one) => ({
      says: `container ${one.name} reaches the model server of ${pods.name}`,
      hops: [hop(pods.resource, one.path, "shares the network of the pod"), listens, end],
      unknown: [],
    }));
  }
  const node = place(`any process on the node of ${pods.name}`, "is not restricted by network policies, because it is the pod's own node");
  const admitted = port >= 1 && port <= 65535 ? callersOf(cluster, pods, portSet("TCP", port, port)) : [];
  return [
    { says: `${node.name} reaches the model server on port ${port}`, hops: [node, listens, end], unknown: [] },
    ...admitted.map((caller) => ({
      says: `${caller.who} reach the model server of ${pods.name} on port ${port}`,
      hops: [place(caller.who, "calls"), ...caller.hops, listens, end],
      unknown: cluster.unreadPolicies,
    })),
  ];
}

/** A socket whose volume is shared beyond the pod, or with another container. */
function bySocket(server: ModelServer): PossiblePath[] {
  const { pods, container, volume, sharers, socket } = server;
  if (socket === undefined || volume === undefined) return [];
  const door = frontDoorOf(server)?.container;
  const end = place(named(server), `is reached over ${socket}`);
  const others = sharers.filter((one) => one !== door);
  const byOthers = others.map((one) => ({
    says: `container ${one.name} of ${pods.name} reaches the model server's socket`,
    hops: [
      hop(pods.resource, `${one.path}.volumeMounts`, `container ${one.name} mounts volume ${volume.name}, which contains the socket`),
      end,
    ],
    unknown: [],
  }));
  if (volume.fields["emptyDir"] !== undefined) return byOthers;
  const kind = Object.keys(volume.fields).find((key) => key !== "name") ?? "unknown";
  const beyond = hop(pods.resource, `${volume.path}.${kind}`, `the socket is in a volume of kind ${kind}, which other pods may mount`);
  return [
    ...byOthers,
    {
      says: `pods other than ${pods.name} reach the model server's socket`,
      hops: [beyond, hop(pods.resource, container.path, "listens there"), end],
      unknown: [],
    },
  ];
}

/**
 * Ports that the server's container declares, and ports other than the front door's on which policies admit callers outside the pod's
 * group.
 */
function byOtherPorts({ cluster }: Graph, server: ModelServer): PossiblePath[] {
  const { pods, container } = server;
  const door = frontDoorOf(server);
  const end = place(named(server), "is reached");
  const declared = container.ports.map(({ number, protocol, path }) => ({
    says: `${named(server)} has ${protocol} port ${number}`,
    hops: [
      place(`any process on the node of ${pods.name}`, "calls the pod"),
      hop(pods.resource, path, `the model server's container declares ${protocol} port ${number}`),
      end,
    ],
    unknown: [],
  }));
  if (inNodeNetwork(pods)) return declared;
  const rest = door ? without(allPorts, door.ports) : allPorts;
  const callers = callersOf(cluster, pods, rest).filter(({ kind }) => kind !== "the pod's own kind");
  return [
    ...declared,
    ...callers.map((caller) => ({
      says: `${caller.who} reach ports of ${pods.name} that are not the front door's`,
      hops: [
        place(caller.who, "call"),
        ...caller.hops,
        place(pods.name, `is reached on ${formatPorts(caller.ports)}, where the model server's own processes listen`),
      ],
      unknown: cluster.unreadPolicies,
    })),
  ];
}

/** A pod in the host network exposes every port of the server at the node's address. */
function byNode({ pods, ...server }: ModelServer): PossiblePath[] {
  if (!inNodeNetwork(pods)) return [];
  const step = hop(pods.resource, `${pods.path}.hostNetwork`, "the pod uses the host network, where network policies do not apply");
  return [
    {
      says: `any host that reaches a node reaches the ports of ${pods.name}`,
      hops: [place("any host that reaches a node", "calls it"), step, place(named({ pods, ...server }), "is reached")],
      unknown: [],
    },
  ];
}

/** Ports of `all` that are not in `some`. */
function without(all: PortSet, some: PortSet): PortSet {
  const edges = (protocol: keyof PortSet) => {
    const found: { first: number; last: number }[] = [];
    let start = 1;
    for (const { first, last } of some[protocol]) {
      if (first > start) found.push({ first: start, last: first - 1 });
      start = last + 1;
    }
    if (start <= 65535) found.push({ first: start, last: 65535 });
    return found;
  };
  const rest = { TCP: edges("TCP"), UDP: edges("UDP"), SCTP: edges("SCTP") };
  return isEmpty(some) ? all : unionOf([rest]);
}
