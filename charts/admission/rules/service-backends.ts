import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** The controllers that write endpoints: as service accounts, or as one user if the controller manager uses none. */
const controllers = [
  "system:serviceaccount:kube-system:endpoint-controller",
  "system:serviceaccount:kube-system:endpointslice-controller",
  "system:serviceaccount:kube-system:endpointslicemirroring-controller",
  "system:kube-controller-manager",
];

/** A Service's endpoints are the pods that it selects, not manual Endpoints or EndpointSlices. */
export function serviceBackends(_: AdmissionContext): AdmissionRule {
  const operations = ["CREATE", "UPDATE"] as const;
  return {
    name: "service-backends",
    why: "Manual endpoints send the front door's clients, including their prompts, to any address of the author's choice.",
    scope: "keep",
    matches: [
      { apiGroups: [""], apiVersions: ["v1"], operations, resources: ["services", "endpoints"] },
      { apiGroups: ["discovery.k8s.io"], apiVersions: ["v1"], operations, resources: ["endpointslices"] },
    ],
    validations: [
      {
        expression: `request.kind.kind != "Service" || (has(dyn(object).spec.selector) && dyn(object).spec.selector.size() > 0)`,
        message: "a service selects its pods",
      },
      {
        expression: `request.kind.kind == "Service" || request.userInfo.username in ${literal(controllers)}`,
        message: "endpoints are written only by Kubernetes' own controllers",
      },
    ],
  };
}
