import type { Deployment, NetworkPolicy, Service, ValidatingAdmissionPolicy } from "../../../charts/kubernetes/kinds.ts";
import type { LeaderWorkerSet } from "../../../charts/kubernetes/leader-worker-set.ts";
import type { PodTemplate } from "../../../charts/kubernetes/parts.ts";

// Nothing runs this file. The static check compiles it, and fails where a line that expects an error has none. That no field of any chart may
// be misspelt is tried by misspelt-fields.program.test.ts.

const metadata = { name: "one" };
export const pod: PodTemplate = {
  metadata: { labels: {}, annotations: {} },
  spec: {
    // @ts-expect-error
    automountServiceAccountTokn: false,
    containers: [],
  },
};

export const deployment: Deployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata,
  spec: {
    selector: {},
    template: {
      spec: {
        // @ts-expect-error
        containers: [{ name: "server", securityContext: { readOnlyRootFileSystem: true } }],
      },
    },
  },
};

export const networkPolicy: NetworkPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata,
  // @ts-expect-error
  spec: { podSelector: {}, policyType: ["Ingress", "Egress"] },
};

export const service: Service = {
  apiVersion: "v1",
  kind: "Service",
  metadata,
  // @ts-expect-error
  spec: { externalTraficPolicy: "Local" },
};

export const policy: ValidatingAdmissionPolicy = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicy",
  metadata,
  // @ts-expect-error
  spec: { failPolicy: "Fail", validations: [{ expression: "true" }] },
};

export const group: Pick<LeaderWorkerSet["spec"], "networkConfig"> = {
  // @ts-expect-error
  networkConfig: { subDomainPolicy: "UniquePerReplica" },
};

export const otherVersion: Deployment = {
  // @ts-expect-error
  apiVersion: "apps/v1beta1",
  kind: "Deployment",
  metadata,
};
