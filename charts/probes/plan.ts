import { serviceHost } from "../front-door/certificate.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { frontDoorPort } from "../names.ts";
import { replicasService } from "./names.ts";

/** One way that the probe tries. */
export interface Way {
  /** The name in the result. */
  name: string;
  /** Address or name; `$NAME` is read from the environment of the probe, `@FILE` is the first name server of a resolv.conf. */
  host: string;
  port: number;
  /** `tcp`: open where a connection is accepted; `dns`: open where a DNS question over UDP is answered. */
  protocol: "tcp" | "dns";
  /** For names of the cluster: without an address the way cannot be judged. Other names are a closed way where they have none. */
  mustResolve: boolean;
}

/** What the probe reads: the ways that must be closed, and those that must be open or nothing is judged. */
export interface ProbePlan {
  timeoutSeconds: number;
  /** How long after its start the probe waits for its policies. */
  settleSeconds: number;
  /** How long it waits for names that must resolve: applied together with the model server, it starts long before a replica is ready. */
  resolveSeconds: number;
  /** How often the controls are tried, a second apart, before they count as broken. */
  controlAttempts: number;
  controls: Way[];
  ways: Way[];
}

const tcp = (name: string, host: string, port: number): Way => ({ name, host, port, protocol: "tcp", mustResolve: false });
const inCluster = (name: string, host: string, port: number): Way => ({ ...tcp(name, host, port), mustResolve: true });

/** The ways to a model's front door. */
function frontDoorWays({ name, server: { model }, network: { nodePort } }: Pick<KeepSpec, "name" | "server" | "network">): Way[] {
  return [
    inCluster("front door", serviceHost(name, model), frontDoorPort),
    inCluster("front door, each replica", serviceHost(name, replicasService(model)), frontDoorPort),
    ...(nodePort === undefined ? [] : [tcp("front door, node port", `$${nodeAddressVariable}`, nodePort)]),
  ];
}

/** The cluster's DNS as the kubelet names it to the pod: its Service has another name on some distributions. */
const resolver = "@/etc/resolv.conf";

/** Name of the variable that holds the address of the probe's node. */
export const nodeAddressVariable = "NODE_ADDRESS";

/**
 * What a pod without a grant must not reach. The internet is tried at two public resolvers that answer on 443, by address and by name, in
 * both IP versions (a policy with only IPv4 ranges may leave IPv6 open), and by DNS over UDP, which carries data out where TCP is closed.
 * The metadata service likewise: on the VPC CNI default-deny has held for its IPv4 address and not for its IPv6 one (aws/containers-roadmap#2440).
 * The model's front door is tried at its Service, at each replica that is ready, and at the node port, where there is one: a node answers
 * there only for a replica of its own, so each model is tried from its own nodes.
 *
 * "refused" counts as closed: some implementations of NetworkPolicy answer for what they drop. For the front door it could also be a
 * server that is not up, so its replicas are looked up by a name that exists only while one is ready; without it nothing is judged.
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
