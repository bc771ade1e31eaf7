import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";

/** Objects as one stream of documents; JSON is YAML. */
export const documents = (objects: readonly KubernetesObject[]): string => objects.map((object) => JSON.stringify(object)).join("\n---\n");
