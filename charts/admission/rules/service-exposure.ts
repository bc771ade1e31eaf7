import { frontDoorPort, modelServerName, servingNamespace } from "../../names.ts";
import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/**
 * Services stay inside the cluster, but for the front door's node port where the keep has one. A LoadBalancer is never needed:
 * the load balancer in front of the node port belongs to the AWS half, where its scheme is internal by construction.
 */
export function serviceExposure({ spec }: AdmissionContext): AdmissionRule {
  const nodePort = spec.network.nodePort;
  const frontDoor =
    nodePort === undefined
      ? "false"
      : [
          `object.spec.type == "NodePort"`,
          `object.metadata.namespace == ${literal(servingNamespace)}`,
          `object.metadata.name == ${literal(modelServerName)}`,
          `object.spec.ports.all(p, p.port == ${frontDoorPort} && has(p.nodePort) && p.nodePort == ${nodePort})`,
        ].join(" && ");
  return {
    name: "service-exposure",
    why: "A LoadBalancer or a node port is a way in from outside of the cluster; an external name sends clients somewhere else.",
    scope: "keep",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["services"] }],
    validations: [
      {
        expression: `!has(object.spec.type) || object.spec.type == "ClusterIP" || (${frontDoor})`,
        message:
          nodePort === undefined
            ? "services are of type ClusterIP"
            : `services are of type ClusterIP, but ${modelServerName}: node port ${nodePort}, port ${frontDoorPort}`,
      },
      { expression: "!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0", message: "services have no externalIPs" },
    ],
  };
}
