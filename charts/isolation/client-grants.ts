import { frontDoorPods } from "../front-door/selector.ts";
import type { ClientSpec, KeepSpec } from "../keep-spec.ts";
import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import { frontDoorPort, modelServerName, servingNamespace } from "../names.ts";
import { clientLabel } from "./client-label.ts";
import { networkPolicy, type Peer } from "./network-policy.ts";
import { networks, podsOf } from "./peers.ts";

/** Name of the policy of one grant: the client, and the model where it has a name; no name of either holds a dot. */
const grantName = (client: Pick<ClientSpec, "name">, model: string) =>
  model === modelServerName ? `grant-${client.name}` : `grant-${client.name}.${model}`;

/**
 * One policy for each client of a model, which lets it reach the port of that front door and nothing else; who has none does not get in.
 *
 * - A workload of the cluster: the pods of its namespace that carry {@link clientLabel}.
 * - A PrivateLink client: the load balancer's subnets, since a PrivateLink connection arrives with an address of the load balancer. All
 *   PrivateLink clients share these, so taking one grant away closes the network only with the last of them: until then its endpoint
 *   permission and its certificate decide. The front door's Service must have `externalTrafficPolicy: Local`; with `Cluster` another
 *   node's address would take the load balancer's place, and the policy would drop the connection.
 *
 * The port is that of the pod, to which a node port is translated before policies are applied. The load balancer's health checks come
 * from the same subnets, the kubelet's probes from the pod's own node, which no policy holds back.
 * @throws Error where a client comes over PrivateLink and the load balancer's ranges are not known
 */
export function clientGrants(spec: KeepSpec): NetworkPolicy[] {
  return spec.clients.map((client) =>
    networkPolicy(spec.name, servingNamespace(spec.name), grantName(client, spec.server.model), frontDoorPods(spec), {
      ingress: [{ from: peersOf(client, spec), ports: [{ protocol: "TCP", port: frontDoorPort }] }],
    }),
  );
}

function peersOf({ name, from }: ClientSpec, { network }: KeepSpec): Peer[] {
  switch (from.kind) {
    case "workload":
      return [podsOf(from.namespace, { [clientLabel]: name })];
    case "private-link":
      return networks(network.loadBalancerRanges, `client ${name} comes over PrivateLink`);
  }
}
