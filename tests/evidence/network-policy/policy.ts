import { type Cluster, readCluster } from "../../../evidence/network-policy/cluster.ts";
import { formatPorts } from "../../../evidence/network-policy/port-set.ts";
import { outsideOf, portsBetween } from "../../../evidence/network-policy/reachability.ts";
import { formatRange } from "../../../network-range/range.ts";

/** A NetworkPolicy of namespace `own`. */
export const policy = (spec: Record<string, unknown>, name = "rules") => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace: "own" },
  spec: { podSelector: {}, ...spec },
});

const namespace = (name: string, labels: Record<string, string>) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });

export const pod = (namespace: string, name: string, labels: Record<string, string>, spec: Record<string, unknown> = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace, labels },
  spec: {
    containers: [
      {
        name: "main",
        ports: [
          { name: "web", containerPort: 8080 },
          { name: "dns", containerPort: 53, protocol: "UDP" },
        ],
      },
    ],
    ...spec,
  },
});

/** Two pods of `own`, one of `other` and one in the host's network, under the given policies. */
export const clusterWith = (policies: ReturnType<typeof policy>[], podAddresses: string[] = []): Cluster =>
  readCluster(
    [
      namespace("own", { team: "red" }),
      namespace("other", { team: "blue" }),
      pod("own", "server", { app: "server" }),
      pod("own", "friend", { app: "friend" }),
      pod("other", "stranger", { app: "friend" }),
      pod("other", "agent", { app: "friend" }, { hostNetwork: true }),
      ...policies,
    ],
    podAddresses,
  );

const find = ({ pods }: Cluster, name: string) => pods.find((one) => one.name === `Pod/${name}`)!;

/** The ports of one pod that another may call, as text. */
export const between = (cluster: Cluster, from: string, to: string): string =>
  formatPorts(portsBetween(cluster, find(cluster, from), find(cluster, to)));

/** Who may call the server, by name of the pod. */
export const callers = (cluster: Cluster): Record<string, string> =>
  Object.fromEntries(["friend", "stranger", "agent"].map((name) => [name, between(cluster, name, "server")]));

/** Addresses with which a pod may talk, as text. */
export const outside = (cluster: Cluster, name: string, direction: "ingress" | "egress"): string[] =>
  outsideOf(cluster, find(cluster, name), direction).map(({ addresses, ports }) => `${formatRange(addresses)}: ${formatPorts(ports)}`);
