import { isCurrent } from "../../keep-spec.ts";
import { frontDoorPort, servingNamespace } from "../../names.ts";
import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/**
 * Services stay inside the cluster, except for the front door's node port if the keep has one. A LoadBalancer is never needed: the load
 * balancer in front of the node port belongs to the AWS half, where its scheme is always internal.
 */
export function serviceExposure({ specs }: AdmissionContext): AdmissionRule {
  const [{ name: keep }] = specs;
  const doors = specs
    .filter(isCurrent)
    .flatMap(({ server: { model }, network: { nodePort } }) => (nodePort === undefined ? [] : [[model, nodePort] as const]));
  const nodePorts = literal(Object.fromEntries(doors));
  const frontDoor =
    doors.length === 0
      ? "false"
      : [
          `object.spec.type == "NodePort"`,
          `object.metadata.namespace == ${literal(servingNamespace(keep))}`,
          `object.metadata.name in ${nodePorts}`,
          `object.spec.ports.all(p, p.port == ${frontDoorPort} && has(p.nodePort) && p.nodePort == ${nodePorts}[object.metadata.name])`,
        ].join(" && ");
  return {
    name: "service-exposure",
    why: "A LoadBalancer or a node port is reachable from outside the cluster; an external name sends clients elsewhere.",
    scope: "keep",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["services"] }],
    validations: [
      {
        expression: `!has(object.spec.type) || object.spec.type == "ClusterIP" || (${frontDoor})`,
        message:
          doors.length === 0
            ? "services are of type ClusterIP"
            : `services are of type ClusterIP, except those that clients reach over PrivateLink, on port ${frontDoorPort} and their node port: ${nodePorts}`,
      },
      { expression: "!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0", message: "services have no externalIPs" },
    ],
  };
}
