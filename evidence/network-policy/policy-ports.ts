import type { NetworkPolicy, PolicyPort, PolicyRule } from "./network-policy.ts";
import type { Pod } from "./pod.ts";
import { allPorts, noPorts, type PortSet, ports, protocols, unionOf } from "./port-set.ts";

/**
 * The ports that a rule opens on `target`, the pod that is called; undefined means addresses outside the cluster, where no port has
 * a name. A rule without ports opens all of them. Source: NetworkPolicyPort in the Kubernetes API reference.
 * @throws Error naming the policy, where Kubernetes would not accept a port
 */
export function portsOfRule({ id }: NetworkPolicy, rule: PolicyRule, target: Pod | undefined): PortSet {
  if (rule.ports.length === 0) return allPorts;
  try {
    return unionOf(rule.ports.map((port) => portsOf(port, target)));
  } catch (error) {
    throw new Error(`network policy ${id}: ${(error as Error).message}`);
  }
}

function portsOf({ protocol: name = "TCP", port, endPort }: PolicyPort, target: Pod | undefined): PortSet {
  const protocol = protocols.find((known) => known === name);
  if (protocol === undefined) throw new Error(`"${name}" is not a protocol; accepted: ${protocols.join(", ")}`);
  if (endPort !== undefined && typeof port !== "number") throw new Error(`endPort ${endPort} needs a port that is a number`);
  if (port === undefined) return { ...noPorts, [protocol]: allPorts[protocol] };
  if (typeof port === "number") return ports(protocol, port, endPort ?? port);
  const named = (target?.namedPorts ?? []).filter((one) => one.name === port && one.protocol === protocol);
  return unionOf(named.map((one) => ports(protocol, one.port, one.port)));
}
