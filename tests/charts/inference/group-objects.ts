import { createHash } from "node:crypto";
import { groupLabels } from "../../../charts/inference/leader-worker-set.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";

type Container = Record<string, unknown> & { env?: object[] };
interface Template {
  metadata: { labels: Record<string, string>; annotations: Record<string, string> };
  spec: { containers: Container[]; initContainers: Container[] } & Record<string, unknown>;
}
interface SetSpec {
  replicas: number;
  networkConfig?: { subdomainPolicy: "Shared" | "UniquePerReplica" };
  leaderWorkerTemplate: { size: number; leaderTemplate: Template; workerTemplate: Template };
}

const hash = (text: string) => createHash("sha1").update(text).digest("hex");
const sizeAnnotation = "leaderworkerset.sigs.k8s.io/size";

/**
 * What the controller of LeaderWorkerSet and its webhook of pods make of a set: the headless Services by which pods find their leader,
 * StatefulSets, and every pod as it comes before the admission policies.
 * Source: sigs.k8s.io/lws v0.8.0, pkg/controllers/{leaderworkerset,pod}_controller.go, pkg/webhooks/pod_webhook.go, pkg/utils/pod.
 */
export function groupObjects({ metadata, spec }: KubernetesObject): {
  services: KubernetesObject[];
  sets: KubernetesObject[];
  pods: KubernetesObject[];
} {
  const { replicas, networkConfig, leaderWorkerTemplate } = spec as unknown as SetSpec;
  const { name } = metadata;
  const namespace = metadata.namespace!;
  const { size, leaderTemplate, workerTemplate } = leaderWorkerTemplate;
  const unique = networkConfig?.subdomainPolicy === "UniquePerReplica";
  const ofSet = { [groupLabels.set]: name };
  const annotations = { [sizeAnnotation]: String(size) };

  const template = (from: Template, labels: Record<string, string>, more: Record<string, string> = {}): Template => ({
    metadata: { labels: { ...from.metadata.labels, ...labels }, annotations: { ...from.metadata.annotations, ...annotations, ...more } },
    spec: from.spec,
  });
  const statefulSet = (own: string, of: Template, serviceName: string, count: number, selector: Record<string, string>, start = 0) => ({
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: own, namespace, labels: ofSet },
    spec: {
      serviceName,
      replicas: count,
      podManagementPolicy: "Parallel",
      ...(start === 0 ? {} : { ordinals: { start } }),
      selector: { matchLabels: selector },
      template: of,
    },
  });
  const pod = (own: string, of: Template, labels: Record<string, string>, subdomain: string): KubernetesObject => {
    const all: Record<string, string> = { ...of.metadata.labels, ...labels };
    const injected = [
      { name: "LWS_LEADER_ADDRESS", value: `${name}-${all[groupLabels.group]}.${subdomain}.${namespace}` },
      { name: "LWS_GROUP_SIZE", value: String(size) },
      { name: "LWS_WORKER_INDEX", value: all[groupLabels.worker]! },
    ];
    const armed = (containers: Container[]) => containers.map((one) => ({ ...one, env: [...injected, ...(one.env ?? [])] }));
    return {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: own, namespace, labels: all, annotations: of.metadata.annotations } as KubernetesObject["metadata"],
      spec: {
        ...of.spec,
        hostname: own,
        subdomain,
        initContainers: armed(of.spec.initContainers),
        containers: armed(of.spec.containers),
      },
    };
  };
  const headless = (own: string, selector: Record<string, string>): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: own, namespace, labels: ofSet },
    spec: { clusterIP: "None", selector, publishNotReadyAddresses: true },
  });

  const leaderLabels = { ...ofSet, [groupLabels.worker]: "0" };
  const leaders = template(leaderTemplate, leaderLabels);
  const groups = Array.from({ length: replicas }, (_, group) => {
    const leader = `${name}-${group}`;
    const subdomain = unique ? leader : name;
    const ofGroup = { ...ofSet, [groupLabels.group]: String(group) };
    const keyed = { ...ofGroup, "leaderworkerset.sigs.k8s.io/group-key": hash(`${namespace}/${leader}`) };
    const workers = template(workerTemplate, keyed, { "leaderworkerset.sigs.k8s.io/leader-name": leader });
    return {
      services: unique ? [headless(leader, ofGroup)] : [],
      sets: [statefulSet(leader, workers, subdomain, size - 1, keyed, 1)],
      pods: [
        pod(leader, leaders, keyed, subdomain),
        ...Array.from({ length: size - 1 }, (_, i) =>
          pod(`${leader}-${i + 1}`, workers, { [groupLabels.worker]: String(i + 1) }, subdomain),
        ),
      ],
    };
  });
  return {
    services: [...(unique ? [] : [headless(name, ofSet)]), ...groups.flatMap(({ services }) => services)],
    sets: [statefulSet(name, leaders, name, replicas, leaderLabels), ...groups.flatMap(({ sets }) => sets)],
    pods: groups.flatMap(({ pods }) => pods),
  };
}
