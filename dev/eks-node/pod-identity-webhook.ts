import { createServer, type Server } from "node:https";
import type { Identity } from "../sandbox/certificates.ts";
import type { Applied } from "../sandbox/kubectl.ts";
import { bodyOf } from "./body.ts";
import type { PodIdentity } from "./pod-identity.ts";

/** What the webhook reads of a pod, and changes. */
export interface WebhookPod {
  metadata?: { annotations?: Readonly<Record<string, string>> };
  spec: {
    serviceAccountName?: string;
    initContainers?: readonly WebhookContainer[];
    containers: readonly WebhookContainer[];
    volumes?: readonly object[];
  };
}
interface WebhookContainer {
  name: string;
  env?: readonly object[];
  volumeMounts?: readonly object[];
}

/** Audience of the token that a pod shows to the agent. */
export const podIdentityAudience = "pods.eks.amazonaws.com";
const tokenFile = "eks-pod-identity-token";
const folder = `/var/run/secrets/${podIdentityAudience}/serviceaccount`;

const environment = (region: string) => [
  { name: "AWS_STS_REGIONAL_ENDPOINTS", value: "regional" },
  { name: "AWS_DEFAULT_REGION", value: region },
  { name: "AWS_REGION", value: region },
  { name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" },
  { name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", value: `${folder}/${tokenFile}` },
];
const tokenVolume = {
  name: tokenFile,
  projected: { sources: [{ serviceAccountToken: { audience: podIdentityAudience, expirationSeconds: 86_400, path: tokenFile } }] },
};

/**
 * The specification of a pod whose account has an association, as EKS' webhook leaves it: variables and token in every container, but for
 * those that the pod's own annotation names. Source: aws/amazon-eks-pod-identity-webhook, pkg/handler/handler.go; the variables as they were seen
 * in a pod of a cluster.
 */
export function withPodIdentity<Pod extends WebhookPod>({ metadata, spec }: Pod, region: string): Pod["spec"] {
  const skipped = new Set(metadata?.annotations?.["eks.amazonaws.com/skip-containers"]?.split(","));
  const changed = (containers: readonly WebhookContainer[] = []) =>
    containers.map((container) =>
      skipped.has(container.name)
        ? container
        : {
            ...container,
            env: [...(container.env ?? []), ...environment(region)],
            volumeMounts: [...(container.volumeMounts ?? []), { name: tokenFile, readOnly: true, mountPath: folder }],
          },
    );
  return {
    ...spec,
    volumes: [tokenVolume, ...(spec.volumes ?? [])],
    containers: changed(spec.containers),
    initContainers: changed(spec.initContainers),
  } as Pod["spec"];
}

interface Review {
  request: { uid: string; namespace: string; object: WebhookPod };
}

/** Takes the part of EKS' webhook for pods of accounts that have a role. */
export function podIdentityWebhook({ cert, key }: Identity, identity: Pick<PodIdentity, "has">, region: string): Server {
  return createServer({ cert, key }, async (from, to) => {
    const { request } = JSON.parse(await bodyOf(from)) as Review;
    const serviceAccount = request.object.spec.serviceAccountName ?? "default";
    const known = await identity.has({ namespace: request.namespace, serviceAccount });
    const { volumes, containers, initContainers } = withPodIdentity(request.object, region);
    const patch = Object.entries({ volumes, containers, initContainers }).map(([field, value]) => ({
      op: "add",
      path: `/spec/${field}`,
      value,
    }));
    const patched = { patchType: "JSONPatch", patch: Buffer.from(JSON.stringify(patch)).toString("base64") };
    const response = { uid: request.uid, allowed: true, ...(known && patched) };
    to.setHeader("content-type", "application/json");
    to.end(JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response }));
  });
}

/** Tells the API server of the webhook, for pods of these namespaces. As on EKS, a pod is created without it where it does not answer. */
export const webhookConfiguration = (name: string, url: string, ca: string, namespaces: readonly string[]): Applied => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name },
  webhooks: [
    {
      name: "pod-identity-webhook.amazonaws.com",
      clientConfig: { url, caBundle: Buffer.from(ca).toString("base64") },
      rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
      namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: namespaces }] },
      failurePolicy: "Ignore",
      sideEffects: "None",
      admissionReviewVersions: ["v1"],
    },
  ],
});
