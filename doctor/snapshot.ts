import { z } from "zod";
import { quantityOf } from "./quantity.ts";

/** A part of the cluster: what was read, or why it could not be. */
const part = <T extends z.ZodType>(value: T) =>
  z.union([z.strictObject({ read: value }), z.strictObject({ unread: z.string().describe("why it could not be read") })]);

const labels = z.record(z.string(), z.string());

const quantity = z.string().refine((text) => quantityOf(text) !== undefined, "is no quantity of Kubernetes");

const node = z.strictObject({
  name: z.string(),
  labels,
  taints: z.array(z.strictObject({ key: z.string(), value: z.string().optional(), effect: z.string() })),
  allocatable: z.record(z.string(), quantity),
  ready: z.boolean(),
  /** Whether new pods are kept away from it. */
  unschedulable: z.boolean(),
  osImage: z.string(),
  /** Whether K3s runs its own network policy controller there; left out where its arguments are not known. */
  k3sNetworkPolicy: z.boolean().optional(),
});

const expression = z.strictObject({ key: z.string(), operator: z.string(), values: z.array(z.string()) });

/** Keys of cilium-config that decide whether, and to what, network policies apply. Sources: docs.cilium.io, Policy Enforcement Modes, Creating Policies from Verdicts, cilium-agent. */
export const ciliumKeys = ["policy-cidr-match-mode", "enable-policy", "policy-audit-mode", "enable-k8s-networkpolicy"] as const;

const agent = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  /** Arguments of its containers, by name: only those that switch network policies on or off. */
  containers: z.record(z.string(), z.array(z.string())),
  desired: z.int(),
  ready: z.int(),
});

const dnsService = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  clusterIP: z.string(),
  selector: labels,
  /** Ports of its ready endpoints. */
  endpoints: z.array(z.strictObject({ address: z.string(), ports: z.array(z.strictObject({ port: z.int(), protocol: z.string() })) })),
});

const nodeLocalDns = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  /** Labels of its pods. */
  labels,
  hostNetwork: z.boolean(),
  /** Addresses of the node at which it listens. */
  addresses: z.array(z.string()),
  ports: z.array(z.int()),
  desired: z.int(),
});

/** What is known of a cluster: the fields that are judged, and no others. */
export const snapshotSchema = z.strictObject({
  format: z.literal("modelkeep-cluster/1"),
  /** Where it comes from. */
  about: z.string(),
  version: part(z.string()),
  /** Groups of its API, each with the versions that it serves. */
  apiGroups: part(z.record(z.string(), z.array(z.string()))),
  admissionPolicies: part(z.boolean()),
  /** Whether a dry run of the label `restricted` on kube-system was answered with pods that violate it. */
  podSecurityAnswers: part(z.boolean()),
  nodes: part(z.array(node)),
  /** What running pods request of each node, by resource, but for the keep's own: a number of each, and nothing of the pods. */
  requested: part(z.record(z.string(), z.record(z.string(), z.number()))),
  /** What adds nodes when pods need them; empty where nothing is known to. */
  autoscaler: part(z.string()),
  agents: part(z.array(agent)),
  /** Of Cilium's configuration, what decides on network policies: `ciliumKeys`; empty without Cilium. */
  ciliumConfig: part(z.partialRecord(z.enum(ciliumKeys), z.string())),
  dnsServices: part(z.array(dnsService)),
  nodeLocalDns: part(z.array(nodeLocalDns)),
  deviceClasses: part(z.array(z.string())),
  runtimeClasses: part(z.array(z.string())),
  storageClasses: part(z.array(z.strictObject({ name: z.string(), provisioner: z.string() }))),
  volumes: part(
    z.array(
      z.strictObject({
        name: z.string(),
        storageClass: z.string(),
        accessModes: z.array(z.string()),
        capacity: z.string(),
        phase: z.string(),
        reclaimPolicy: z.string(),
        /** Namespace of the claim that it is bound to, where that is a keep's; `another` for any other. */
        claimedIn: z.string().optional(),
        /** Name of that claim, where the namespace is a keep's. */
        claim: z.string().optional(),
        /** Nodes that it can be used on, where not on all: terms, of one of which every expression must hold. */
        nodeAffinity: z.array(z.array(expression)).optional(),
      }),
    ),
  ),
  claims: part(z.array(z.strictObject({ namespace: z.string(), name: z.string(), accessModes: z.array(z.string()), phase: z.string() }))),
  issuers: part(
    z.array(
      z.strictObject({ kind: z.enum(["ClusterIssuer", "Issuer"]), namespace: z.string().optional(), name: z.string(), ready: z.boolean() }),
    ),
  ),
  /** The keep's own namespaces, where they exist. */
  namespaces: part(z.array(z.strictObject({ name: z.string(), uidRange: z.string().optional(), terminating: z.boolean().optional() }))),
  /** What decides on the keep's pods: webhooks without whose answer no pod is made, with the namespaces that they select; quotas and limits. */
  othersRules: part(
    z.array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("webhook"), name: z.string(), namespaces: z.array(expression) }),
        z.strictObject({ kind: z.enum(["ResourceQuota", "LimitRange"]), name: z.string(), namespace: z.string() }),
      ]),
    ),
  ),
});

export type Snapshot = z.infer<typeof snapshotSchema>;
export type LabelExpression = z.infer<typeof expression>;
export type ClusterNode = z.infer<typeof node>;
export type ClusterVolume = Extract<Snapshot["volumes"], { read: unknown }>["read"][number];

/** A part that was read, or could not be. */
export type Part<T> = { read: T } | { unread: string };

/** A file that is not a snapshot. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/**
 * Reads the text of a snapshot.
 * @throws SnapshotError where it is none, with the first thing that is wrong
 */
export function parseSnapshot(text: string): Snapshot {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SnapshotError("is not JSON; accepted: a file of `modelkeep doctor --record`");
  }
  const parsed = snapshotSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SnapshotError(`${firstProblem(parsed.error)}; accepted: a file of \`modelkeep doctor --record\` of this version`);
}

/** The first thing that is wrong, with its path; of a part that is neither read nor unread, what is wrong with what was read. */
export function firstProblem({ issues: [issue] }: z.ZodError): string {
  const [inside] = (issue?.code === "invalid_union" && issue.errors[0]) || [];
  const path = [...(issue?.path ?? []), ...(inside?.path ?? [])].join(".");
  return `${path || "the document"}: ${(inside ?? issue)?.message}`;
}
