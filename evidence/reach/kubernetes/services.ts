import { listOf, objectOf, textOf } from "../../input/value.ts";
import { selects } from "../../network-policy/label-selector.ts";
import type { KubernetesObject } from "./objects.ts";
import type { WorkloadPods } from "./workload-pods.ts";

/** A port of a Service. */
export interface ServicePort {
  port: number;
  protocol: string;
  /** Port of the pods, by number; undefined for a name that no container of `pods` has. */
  target: number | undefined;
  /** Node port; undefined where Kubernetes assigns it, or there is none. */
  nodePort: number | undefined;
  path: string;
}

/** A Service with the pods behind it. */
export interface Service {
  object: KubernetesObject;
  type: string;
  ports: readonly ServicePort[];
  pods: readonly WorkloadPods[];
}

/** The Services among some objects. One without a selector has no known pods. */
export function servicesOf(objects: readonly KubernetesObject[], pods: readonly WorkloadPods[]): Service[] {
  return objects
    .filter(({ kind, apiVersion }) => kind === "Service" && apiVersion === "v1")
    .map((object) => {
      const selector = objectOf(object.spec["selector"]) as Record<string, string>;
      const selected =
        Object.keys(selector).length === 0
          ? []
          : pods.filter(({ pod }) => pod.namespace === object.namespace && selects({ matchLabels: selector }, pod.labels));
      return {
        object,
        type: textOf(object.spec["type"]) ?? "ClusterIP",
        pods: selected,
        ports: listOf(object.spec["ports"]).map((value, i) => portOf(value, i, selected)),
      };
    });
}

function portOf(value: unknown, i: number, pods: readonly WorkloadPods[]): ServicePort {
  const { port, targetPort, nodePort, protocol } = objectOf(value);
  const wanted = targetPort ?? port;
  const named = pods.flatMap(({ pod }) => pod.namedPorts).find(({ name }) => name === wanted);
  const target = named?.port ?? Number(wanted);
  return {
    port: Number(port),
    protocol: textOf(protocol) ?? "TCP",
    target: Number.isInteger(target) ? target : undefined,
    nodePort: nodePort === undefined ? undefined : Number(nodePort),
    path: `spec.ports[${i}]`,
  };
}
