import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** No route of an ingress controller, a gateway or a service mesh leads into the keep. */
export function routes(_: AdmissionContext): AdmissionRule {
  const operations = ["CREATE", "UPDATE"] as const;
  return {
    name: "routes",
    why: "A shared gateway would terminate the client's TLS before the front door; a ReferenceGrant lets other namespaces do so.",
    scope: "keep",
    matches: [
      { apiGroups: ["networking.k8s.io"], apiVersions: ["v1"], operations, resources: ["ingresses"] },
      {
        apiGroups: ["gateway.networking.k8s.io"],
        apiVersions: ["*"],
        operations,
        resources: ["gateways", "httproutes", "grpcroutes", "tlsroutes", "tcproutes", "udproutes", "referencegrants"],
      },
      { apiGroups: ["networking.istio.io"], apiVersions: ["*"], operations, resources: ["gateways", "virtualservices", "serviceentries"] },
      { apiGroups: ["route.openshift.io"], apiVersions: ["*"], operations, resources: ["routes"] },
    ],
    validations: [{ expression: "false", message: "clients connect to the front door itself: no ingress, gateway or route" }],
  };
}
