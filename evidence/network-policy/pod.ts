import type { LabelSet } from "./label-selector.ts";
import { type Protocol, protocols } from "./port-set.ts";

/** A pod as network policies see it: one for all replicas of a workload, since they look the same. */
export interface Pod {
  namespace: string;
  /** For example `Deployment/model-server`; unique in its namespace. */
  name: string;
  labels: LabelSet;
  /** Ports that its containers name; a policy may refer to a port by name. */
  namedPorts: readonly { name: string; protocol: Protocol; port: number }[];
  /** It is in the node's network: no policy isolates it and no pod selector finds it. */
  hostNetwork: boolean;
  /** Ranges, in CIDR notation, in which its address may lie; empty where nothing is known. A block of addresses may then mean it. */
  addresses: readonly string[];
}

interface Template {
  metadata?: { labels?: LabelSet };
  spec?: { hostNetwork?: boolean; containers?: readonly Container[]; initContainers?: readonly Container[] };
}
interface Container {
  restartPolicy?: string;
  ports?: readonly { name?: string; protocol?: string; containerPort: number }[];
}
interface Workload {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: LabelSet };
  spec?: unknown;
}

type Spec = {
  template?: Template;
  jobTemplate?: { spec?: { template?: Template } };
  leaderWorkerTemplate?: { leaderTemplate?: Template; workerTemplate?: Template };
} & NonNullable<Template["spec"]>;

/** Where each kind of workload keeps the template of its pods. */
const templates: Record<string, (spec: Spec, object: Workload) => (Template | undefined)[]> = {
  Pod: (spec, { metadata }) => [{ metadata, spec }],
  Deployment: ({ template }) => [template],
  StatefulSet: ({ template }) => [template],
  DaemonSet: ({ template }) => [template],
  ReplicaSet: ({ template }) => [template],
  ReplicationController: ({ template }) => [template],
  Job: ({ template }) => [template],
  CronJob: ({ jobTemplate }) => [jobTemplate?.spec?.template],
  LeaderWorkerSet: ({ leaderWorkerTemplate: set }) => [set?.leaderTemplate, set?.workerTemplate],
};

/**
 * The pods that an object makes, none where it makes none.
 * @param addresses ranges in which pods of the cluster have their addresses, where they are known
 */
export function podsOf(object: Workload, addresses: readonly string[] = []): Pod[] {
  const { kind, metadata } = object;
  const found = Object.hasOwn(templates, kind) ? templates[kind]!((object.spec ?? {}) as Spec, object) : [];
  return found.flatMap((template, i) => {
    if (!template) return [];
    // A sidecar is an init container that goes on; the ports of the others are gone before the pod is ready.
    const sidecars = (template.spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
    const listed = [...(template.spec?.containers ?? []), ...sidecars].flatMap(({ ports }) => ports ?? []);
    return [
      {
        namespace: metadata.namespace ?? "default",
        name: `${kind}/${metadata.name}${found.length > 1 ? ["/leader", "/worker"][i] : ""}`,
        labels: template.metadata?.labels ?? {},
        namedPorts: listed.flatMap(({ name, protocol = "TCP", containerPort: port }) => {
          const known = protocols.find((one) => one === protocol);
          return name !== undefined && known ? [{ name, protocol: known, port }] : [];
        }),
        hostNetwork: template.spec?.hostNetwork === true,
        addresses,
      },
    ];
  });
}
