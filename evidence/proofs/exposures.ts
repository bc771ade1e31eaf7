import { isCidr, parseCidr } from "../../network-range/cidr.ts";
import { listOf, objectOf, textOf } from "../input/value.ts";
import { outsideOf } from "../network-policy/reachability.ts";
import { type Hop, hop, place, theInternet } from "../reach/hop.ts";
import type { ClusterGraph } from "../reach/kubernetes/cluster-graph.ts";
import type { KubernetesObject } from "../reach/kubernetes/objects.ts";
import { holdsInternet } from "../reach/kubernetes/outside.ts";
import type { Service } from "../reach/kubernetes/services.ts";
import { inNodeNetwork, type WorkloadPods } from "../reach/kubernetes/workload-pods.ts";

/** An exposure of a pod outside of its cluster. */
export interface Exposure {
  pods: WorkloadPods;
  /** `node` for exposure at node addresses: it is reachable from anywhere that nodes are. */
  at: "internet" | "network" | "node";
  /** Whether only certain node ports lead there, so that the node's interface limits who can call them; otherwise the pod has all ports. */
  byPort: boolean;
  hops: readonly Hop[];
}

/** Annotations that make a cloud create an internal load balancer for a Service. */
const internalMarks: readonly (readonly [string, string])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", "true"],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", "0.0.0.0/0"],
  ["networking.gke.io/load-balancer-type", "Internal"],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", "true"],
];

/** Every exposure of a pod outside of the cluster, by a Service, an Ingress or a route, or in the network of its node. */
export function exposures(graph: ClusterGraph): Exposure[] {
  return [
    ...graph.services.flatMap((service) => byService(graph, service)),
    ...graph.objects.flatMap((object) => byRoute(graph, object)),
    ...graph.pods.flatMap(byPod),
  ];
}

function byService(graph: ClusterGraph, { object, type, ports, pods }: Service): Exposure[] {
  const { resource, spec } = object;
  const local = textOf(spec["externalTrafficPolicy"]) === "Local";
  return pods.flatMap((one) =>
    ports.flatMap((port): Exposure[] => {
      const end = place(one.name, `is reached on port ${port.target ?? "under a name that no container has"}`);
      const hidden = hop(
        resource,
        "spec.externalTrafficPolicy",
        "the node replaces the caller's address with its own, and network policies do not restrict a pod's own node",
      );
      const first = hop(resource, port.path, `the Service forwards port ${port.port} to ${one.name}`);
      if (type === "LoadBalancer") {
        const ranges = listOf(spec["loadBalancerSourceRanges"]).map((range) => textOf(range) ?? "");
        const closed = ranges.every((range) => isCidr(range) && !holdsInternet(parseCidr(range)));
        const internal = isInternal(object) || (ranges.length > 0 && closed);
        // With the caller's address preserved, the pod's policies decide; they may be narrower than the load balancer.
        if (local && !admitsInternet(graph, one)) return [];
        const from = internal ? place("the network around the cluster", "calls the load balancer") : theInternet("calls the load balancer");
        const balancer = hop(resource, "spec.type", `the cloud creates ${internal ? "an internal" : "an internet-facing"} load balancer`);
        return [
          {
            pods: one,
            at: internal ? "network" : "internet",
            byPort: false,
            hops: [from, balancer, first, ...(local ? [] : [hidden]), end],
          },
        ];
      }
      const onNode = (property: string, why: string): Exposure => ({
        pods: one,
        at: "node",
        byPort: true,
        hops: [
          place("any host that reaches a node", why),
          hop(resource, property, `the Service is of type ${type}`),
          first,
          ...(local ? [] : [hidden]),
          end,
        ],
      });
      const external = listOf(spec["externalIPs"]).map((address) =>
        onNode("spec.externalIPs", `calls ${textOf(address)}, which every node answers`),
      );
      if (type !== "NodePort") return external;
      return [...external, onNode("spec.type", `calls port ${port.nodePort ?? "assigned by Kubernetes"} of any node`)];
    }),
  );
}

function isInternal({ resource }: KubernetesObject): boolean {
  const annotations = objectOf(objectOf(resource.inputs["metadata"])["annotations"]);
  return internalMarks.some(([name, value]) => textOf(annotations[name]) === value);
}

const admitsInternet = ({ policies }: ClusterGraph, { pod }: WorkloadPods): boolean =>
  outsideOf(policies, pod, "ingress").some(({ addresses }) => holdsInternet(addresses));

/** Kinds that expose a Service outside, through a controller that runs anywhere. */
const routes = ["Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "Route"];

function byRoute(graph: ClusterGraph, object: KubernetesObject): Exposure[] {
  if (!routes.includes(object.kind)) return [];
  const names = new Set(serviceNames(object.spec));
  return graph.services
    .filter(({ object: service }) => service.namespace === object.namespace && names.has(service.name))
    .flatMap(({ object: service, pods }) =>
      pods.map((one) => ({
        pods: one,
        at: "internet" as const,
        byPort: false,
        hops: [
          theInternet(`calls the ${object.kind}'s host`),
          hop(object.resource, "spec", `the ${object.kind} exposes Service ${service.name} outside of the cluster`),
          hop(service.resource, "spec.selector", `the Service forwards to ${one.name}`),
          place(one.name, "is reached"),
        ],
      })),
    );
}

/** Names of Services in a route, by kind: `service.name` of an Ingress, `backendRefs[].name` of a Gateway's route, `to.name`. */
function serviceNames(value: unknown, key = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => serviceNames(item, key));
  if (typeof value !== "object" || value === null) return [];
  const own = ["service", "backendRefs", "backendRef", "to", "alternateBackends"].includes(key)
    ? textOf((value as Record<string, unknown>)["name"])
    : undefined;
  return [...(own === undefined ? [] : [own]), ...Object.entries(value).flatMap(([name, inner]) => serviceNames(inner, name))];
}

function byPod(one: WorkloadPods): Exposure[] {
  const end = place(one.name, "is reached");
  if (inNodeNetwork(one)) {
    const step = hop(
      one.resource,
      `${one.path}.hostNetwork`,
      "the pod uses the host network and the node's address, where network policies do not apply",
    );
    return [
      {
        pods: one,
        at: "node",
        byPort: false,
        hops: [place("any host that reaches a node", "calls a port on which the pod listens"), step, end],
      },
    ];
  }
  return one.containers.flatMap(({ ports, name }) =>
    ports
      .filter(({ hostPort }) => hostPort !== undefined && hostPort > 0)
      .map(({ hostPort, path }) => ({
        pods: one,
        at: "node" as const,
        byPort: true,
        hops: [
          place("any host that reaches a node", `calls its port ${hostPort}`),
          hop(one.resource, `${path}.hostPort`, `the node forwards this port to container ${name}`),
          end,
        ],
      })),
  );
}
