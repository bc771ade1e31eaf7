import { createHash } from "node:crypto";
import type { KeepSpec } from "../keep-spec.ts";
import type { ConfigMap } from "../kubernetes/kinds.ts";
import { keepLabels, serverName, servingNamespace } from "../names.ts";
import { type EnvoySpec, envoyConfig } from "./envoy-config.ts";
import { configFiles, podPaths } from "./paths.ts";
import { secretFiles } from "./tls.ts";

/** Name of the ConfigMap with Envoy's bootstrap and SDS files: each server has its own, as it has its own clients and limits. */
export const configMapName = ({ server }: Pick<KeepSpec, "server">): string => `${serverName(server)}-front-door`;

/** Annotation of the pods: Envoy reads its bootstrap once, so a change has to roll them. */
export const configAnnotation = "modelkeep/front-door-config-sha256";

/** Bootstrap and SDS files as they lie in the pod, JSON, by file name. */
function configText(spec: EnvoySpec): Record<string, string> {
  const files = { [configFiles.bootstrap]: envoyConfig(spec), ...secretFiles(spec, podPaths) };
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, `${JSON.stringify(content, null, 1)}\n`]));
}

/** The ConfigMap, and the annotation that rolls the pods when a byte of it changes. */
export function configMap(spec: EnvoySpec & Pick<KeepSpec, "server">): { object: ConfigMap; annotations: Record<string, string> } {
  const data = configText(spec);
  return {
    object: {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: configMapName(spec), namespace: servingNamespace(spec.name), labels: keepLabels(spec.name, "front-door") },
      data,
    },
    annotations: { [configAnnotation]: createHash("sha256").update(JSON.stringify(data)).digest("hex") },
  };
}
