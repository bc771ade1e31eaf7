import type { KeepSpec } from "../keep-spec.ts";
import type { Service } from "../kubernetes/kinds.ts";
import type { ServicePort, ServiceSpec } from "../kubernetes/parts.ts";
import { frontDoorPort, keepLabels, servingNamespace } from "../names.ts";
import { frontDoorSelector } from "./selector.ts";

/**
 * The Service that clients dial: inside of the cluster only, and on one fixed port of the GPU nodes where clients come over PrivateLink
 * (a node port's Service has a cluster address as well, so it is the same one). `externalTrafficPolicy: Local` keeps the load balancer's
 * address, which decides what a connection may do, and sends no client over a second node. Port and container port are equal, as strict
 * mode of the VPC CNI needs.
 */
export function frontDoorService(spec: Pick<KeepSpec, "name" | "server" | "hardware" | "network">): Service {
  const { name, server, network } = spec;
  const port: ServicePort = { name: "https", protocol: "TCP", appProtocol: "https", port: frontDoorPort, targetPort: frontDoorPort };
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: server.model, namespace: servingNamespace(name), labels: keepLabels(name, "front-door") },
    spec: {
      ...(network.nodePort === undefined
        ? ({ type: "ClusterIP", ports: [port] } satisfies ServiceSpec)
        : ({
            type: "NodePort",
            externalTrafficPolicy: "Local",
            ports: [{ ...port, nodePort: network.nodePort }],
          } satisfies ServiceSpec)),
      selector: frontDoorSelector(spec),
    },
  };
}
