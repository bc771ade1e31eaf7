import { serviceHost } from "../front-door/certificate.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { frontDoorPort } from "../names.ts";
import { replicasService } from "./names.ts";

/** One connection that the probe tries. */
export interface Way {
  /** The name in the result. */
  name: string;
  /** Address or name; `$NAME` is read from the environment of the probe, `@FILE` is the first name server of a resolv.conf. */
  host: string;
  port: number;
  /** `tcp`: open if a connection is accepted; `dns`: open if a DNS query over UDP is answered. */
  protocol: "tcp" | "dns";
  /** For names of the cluster: without an address the result is inconclusive. For other names that means blocked. */
  mustResolve: boolean;
}

/** Input of the probe: the connections that must be blocked, and the controls, which must be open or the run is inconclusive. */
export interface ProbePlan {
  timeoutSeconds: number;
  /** How long the probe waits after its start for its policies to take effect. */
  settleSeconds: number;
  /**
   * How long it waits for names that must resolve: it is applied together with the model server and starts long before a replica is ready.
   */
  resolveSeconds: number;
  /** Number of attempts, a second apart, before a control counts as broken. */
  controlAttempts: number;
  controls: Way[];
  ways: Way[];
}

const tcp = (name: string, host: string, port: number): Way => ({ name, host, port, protocol: "tcp", mustResolve: false });
const inCluster = (name: string, host: string, port: number): Way => ({ ...tcp(name, host, port), mustResolve: true });

/** The connections to a model's front door. */
function frontDoorWays({ name, server: { model }, network: { nodePort } }: Pick<KeepSpec, "name" | "server" | "network">): Way[] {
  return [
    inCluster("front door", serviceHost(name, model), frontDoorPort),
    inCluster("front door, each replica", serviceHost(name, replicasService(model)), frontDoorPort),
    ...(nodePort === undefined ? [] : [tcp("front door, node port", `$${nodeAddressVariable}`, nodePort)]),
  ];
}

/** The cluster's DNS from the pod's resolv.conf: its Service has another name on some distributions. */
const resolver = "@/etc/resolv.conf";

/** Name of the variable with the address of the probe's node. */
export const nodeAddressVariable = "NODE_ADDRESS";

/**
 * What a pod without a grant must not reach. The internet is tried at two public resolvers that listen on 443, by address and by name, over
 * IPv4 and IPv6 (a policy with only IPv4 ranges may leave IPv6 open), and by DNS over UDP, which can exfiltrate data when TCP is blocked.
 * The metadata service likewise: on the VPC CNI default-deny has held for its IPv4 address and not for its IPv6 one
 * (aws/containers-roadmap#2440). The model's front door is tried at its Service, at each replica that is ready, and at the node port, where
 * there is one: a node answers there only for a replica of its own, so each model is tried from its own nodes.
 *
 * "refused" counts as blocked: some implementations of NetworkPolicy reject instead of dropping. For the front door it could also mean a
 * server that is not up, so its replicas are looked up by a name that exists only while one is ready; without it the run is inconclusive.
 */
export function probePlan(spec: Pick<KeepSpec, "name" | "server" | "network">): ProbePlan {
  return {
    timeoutSeconds: 3,
    settleSeconds: 10,
    resolveSeconds: 3000,
    controlAttempts: 10,
    controls: [tcp("cluster DNS over TCP", resolver, 53), { ...tcp("cluster DNS over UDP", resolver, 53), protocol: "dns" }],
    ways: [
      tcp("internet: 1.1.1.1", "1.1.1.1", 443),
      tcp("internet: 9.9.9.9", "9.9.9.9", 443),
      tcp("internet: 2606:4700:4700::1111", "2606:4700:4700::1111", 443),
      tcp("internet: 2620:fe::fe", "2620:fe::fe", 443),
      tcp("internet: one.one.one.one", "one.one.one.one", 443),
      tcp("internet: dns.quad9.net", "dns.quad9.net", 443),
      { ...tcp("internet: DNS at 1.1.1.1", "1.1.1.1", 53), protocol: "dns" },
      { ...tcp("internet: DNS at 9.9.9.9", "9.9.9.9", 53), protocol: "dns" },
      tcp("metadata service", "169.254.169.254", 80),
      tcp("metadata service over IPv6", "fd00:ec2::254", 80),
      inCluster("Kubernetes API", "kubernetes.default.svc", 443),
      ...frontDoorWays(spec),
    ],
  };
}
