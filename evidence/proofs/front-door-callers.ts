import { clientLabel } from "../../charts/isolation/client-label.ts";
import { formatPorts } from "../network-policy/port-set.ts";
import { place } from "../reach/hop.ts";
import { type Caller, callersOf } from "../reach/kubernetes/callers.ts";
import { isEmpty, unite, without } from "../reach/space/addresses.ts";
import { acceptedByHand, identity, layers, reachedNode } from "./assumptions.ts";
import { endpointServiceCallers } from "./endpoint-service-callers.ts";
import { exposures } from "./exposures.ts";
import { type FrontDoor, frontDoors } from "./front-door.ts";
import type { Graph, NamedClient } from "./graph.ts";
import { issuance } from "./issuance/issuance.ts";
import { networkCallers } from "./network-callers.ts";
import { type Counterexample, judge, type PossiblePath, type ProofResult } from "./proof.ts";

/**
 * Only named callers reach a front door: principals of the endpoint service, each connection accepted by a person, and pods that a network
 * policy names by namespace and label. Where the clients in the settings are known, no others may be named. A certificate identifies
 * the client, so the proof also covers who can get one ({@link issuance}).
 */
export function frontDoorCallers(graph: Graph): ProofResult {
  const { aws, cluster } = graph;
  const doors = frontDoors(graph);
  const services = endpointServiceCallers(graph);
  const pods = doors.map((door) => podCallers(graph, door));
  const certificates = issuance(graph);
  const shown = exposures(cluster)
    .filter(({ pods: one }) => doors.some((door) => door.pods === one))
    // Access to a port of the stack's own nodes is limited by their interfaces, which are examined below.
    .filter(({ at, byPort }) => at !== "node" || !cluster.nodesAreOurs || !byPort)
    .map(
      ({ pods: { name }, at, hops }): PossiblePath => ({
        says: `the front door in ${name} is reached from ${at === "internet" ? "the internet" : "any host that reaches its nodes"}`,
        hops,
        unknown: [],
      }),
    );
  return {
    id: "front-door-callers",
    claim:
      "Only named clients reach the front door: principals whose connection a person has accepted, and pods named by namespace and label; and nothing else in this stack can obtain a client certificate.",
    ...judge({
      against: [
        ...services.against,
        ...pods.flatMap(({ against }) => against),
        ...shown,
        ...networkCallers(graph),
        ...certificates.against,
      ],
      allowed: [...services.allowed, ...pods.flatMap(({ allowed }) => allowed)],
      examined: {
        "front doors": doors.length,
        "endpoint services": aws.endpointServices.length,
        "load balancers": aws.loadBalancers.length,
        ...certificates.examined,
      },
      assumptions: [
        ...layers(graph),
        ...(aws.endpointServices.length > 0 ? [acceptedByHand] : []),
        ...(doors.length > 0 ? [reachedNode] : []),
        identity,
        ...certificates.assumptions,
      ],
      unseen: [...graph.unseen, ...cluster.unseen, ...certificates.unseen],
    }),
  };
}

function podCallers(graph: Graph, door: FrontDoor): { against: PossiblePath[]; allowed: Counterexample[] } {
  const callers = callersOf(graph.cluster, door.pods, door.ports);
  const way = (caller: Caller, says: string): PossiblePath => ({
    says,
    hops: [
      place(caller.who, "calls"),
      ...caller.hops,
      place(`container ${door.container.name} of ${door.pods.name}`, `is reached on ${formatPorts(caller.ports)}`),
    ],
    unknown: graph.cluster.unreadPolicies,
  });
  const judged = callers.map((caller) => ({ caller, refused: refusal(graph, caller, door) }));
  return {
    against: judged.flatMap(({ caller, refused }) =>
      refused === undefined ? [] : [way(caller, `${caller.who} reach the front door in ${door.pods.name}: ${refused}`)],
    ),
    allowed: judged.flatMap(({ caller, refused }) =>
      refused === undefined ? [way(caller, `${caller.who} reach the front door in ${door.pods.name}`)] : [],
    ),
  };
}

/** Why the claim does not allow a caller; undefined where it does. */
function refusal(graph: Graph, { kind, namespace, labels = {}, addresses }: Caller, door: FrontDoor): string | undefined {
  switch (kind) {
    case "everyone":
      return "no caller is named";
    case "the pod's own kind":
      return undefined;
    case "pods of several namespaces":
      return "more than one namespace is named";
    case "pods of one namespace":
      if (Object.keys(labels).length === 0) return "the namespace is named, but no client in it";
      return inCluster(graph, door, { namespace, name: labels[clientLabel] });
    case "addresses": {
      const balancers = graph.aws.endpointServices.flatMap(({ loadBalancers }) =>
        loadBalancers.flatMap(({ interfaces }) => interfaces.map(({ subnet }) => subnet.addresses)),
      );
      if (!addresses || !isEmpty(without(addresses, unite(balancers))))
        return "addresses other than those of the endpoint service's load balancer";
      return graph.clients?.some((client) => client.kind === "private-link" && mayCall(client, door)) === false
        ? "no PrivateLink client in the settings may call this model"
        : undefined;
    }
  }
}

/** Why pods of a namespace are not a client of the settings; undefined where they are, or where that is unknown. */
function inCluster({ clients }: Graph, door: FrontDoor, pods: { namespace: string | undefined; name: string | undefined }) {
  const here = clients?.filter((client) => client.kind === "workload" && client.namespace === pods.namespace);
  if (here === undefined) return undefined;
  if (here.length === 0) return "no client of the settings is in this namespace";
  const named = here.filter(({ name }) => name === undefined || pods.name === undefined || name === pods.name);
  if (named.length === 0) return "no client of the settings in this namespace has this name";
  return named.some((client) => mayCall(client, door)) ? undefined : "the settings grant this client other models, and not this one";
}

/** Label of a pod with the key of the model that it serves. */
const modelLabel = "app.kubernetes.io/name";

/** Whether a client's grant is for the model behind a front door; in a keep with one model it names none. */
function mayCall({ models }: NamedClient, { pods: { pod } }: FrontDoor): boolean {
  const model = pod.labels[modelLabel];
  return models === undefined || (model !== undefined && models.includes(model));
}
