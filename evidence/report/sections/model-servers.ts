import type { PreviewResource } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import { isFrontDoorText } from "./front-door-texts.ts";
import { containersIn, isModelServer, podTemplatesOf, type WorkloadContainer } from "./workloads.ts";

/** A workload that serves a version of a model. */
export interface ModelServer {
  /** Key of the model, by the label of the pods; the workload's own name where they have none. */
  key: string;
  version: "current" | "next";
  /** For example `Deployment/chat`. */
  workload: string;
  resource: PreviewResource;
  namespace: string;
  /** Labels of its pods, part by part where a replica has more than one kind of pod. */
  labels: readonly Readonly<Record<string, string>>[];
  /** Specifications of its pods, likewise. */
  pods: readonly Readonly<Record<string, unknown>>[];
  containers: readonly WorkloadContainer[];
  /** Those that serve the model. */
  servers: readonly WorkloadContainer[];
  /** Data of each ConfigMap of the stack that its pods mount. */
  mounted: readonly Readonly<Record<string, unknown>>[];
  /** Texts of these that configure its front door. */
  frontDoors: readonly string[];
}

/** Labels by which pods say what they serve; the charts write them. */
const labels = { model: "app.kubernetes.io/name", version: "modelkeep/version" };

/** The model servers of a stack, in the order of its resources. */
export function modelServersIn(resources: readonly PreviewResource[]): ModelServer[] {
  const maps = configMapsOf(resources);
  return resources
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .flatMap((resource): ModelServer[] => {
      const containers = containersIn(resource);
      const servers = containers.filter(isModelServer);
      if (servers.length === 0) return [];
      const templates = podTemplatesOf(resource);
      const all = Object.assign({}, ...templates.map((template) => template.labels)) as Readonly<Record<string, string>>;
      const { name, namespace = "default" } = objectOf(resource.inputs["metadata"]) as { name?: string; namespace?: string };
      const pods = templates.map(({ spec }) => spec);
      const mounted = mountedMaps(pods)
        .map((map) => maps.get(`${namespace}/${map}`))
        .filter((data) => data !== undefined);
      return [
        {
          key: all[labels.model] ?? name ?? resource.name,
          version: all[labels.version] === "next" ? "next" : "current",
          workload: servers[0]!.workload,
          resource,
          namespace,
          labels: templates.map((template) => template.labels),
          pods,
          containers,
          servers,
          mounted,
          frontDoors: mounted.flatMap((data) => Object.values(data).filter(isFrontDoorText)),
        },
      ];
    });
}

/** What a server is called where a stack has several: `chat`, or `chat, next version`. */
export const serverTitle = ({ key, version }: Pick<ModelServer, "key" | "version">): string =>
  version === "next" ? `${key}, next version` : key;

/** Names of the ConfigMaps that pods mount, each once. */
const mountedMaps = (pods: ModelServer["pods"]): string[] => [
  ...new Set(
    pods.flatMap((pod) =>
      listOf(pod["volumes"])
        .map(objectOf)
        .flatMap(({ configMap, projected }) => [
          configMap,
          ...listOf(objectOf(projected)["sources"]).map((one) => objectOf(one)["configMap"]),
        ])
        .flatMap((map) => textOf(objectOf(map)["name"]) ?? []),
    ),
  ),
];

/** Data of every ConfigMap, by `namespace/name`. */
function configMapsOf(resources: readonly PreviewResource[]): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  return new Map(
    resources
      .filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")
      .map(({ inputs }) => {
        const { name, namespace = "default" } = objectOf(inputs["metadata"]) as { name?: string; namespace?: string };
        return [`${namespace}/${name}`, objectOf(inputs["data"])];
      }),
  );
}
