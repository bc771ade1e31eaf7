import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { servingNamespace } from "../../charts/names.ts";

/** An object of one's own that cannot stand in a keep; the message names it. */
export class OwnObjectError extends Error {
  override readonly name = "OwnObjectError";
}

const named = ({ apiVersion, kind, metadata }: KubernetesObject) => `${apiVersion} ${kind} ${metadata?.name}`;

/**
 * Objects that a program adds to the serving namespace, each with its namespace written out. What they may be is for the rules to say, which
 * judge them as they judge the keep's own.
 * @param kept the keep's own objects, none of which may be given again
 * @throws OwnObjectError where one has no name, is of another namespace, or is there already
 */
export function ownObjects(keep: string, given: readonly KubernetesObject[], kept: readonly KubernetesObject[]): KubernetesObject[] {
  const key = ({ kind, metadata: { name, namespace } }: KubernetesObject) => `${kind} ${namespace}/${name}`;
  const serving = servingNamespace(keep);
  const taken = new Set(kept.map(key));
  return given.map((object) => {
    if (typeof object.apiVersion !== "string" || typeof object.kind !== "string" || typeof object.metadata?.name !== "string")
      throw new OwnObjectError(`objects: ${JSON.stringify(object).slice(0, 120)} needs apiVersion, kind and metadata.name`);
    const namespace = object.metadata.namespace ?? serving;
    if (namespace !== serving)
      throw new OwnObjectError(`objects: ${named(object)} is of namespace ${namespace}; accepted: ${serving}, or none`);
    const placed = { ...object, metadata: { ...object.metadata, namespace } };
    if (taken.has(key(placed)))
      throw new OwnObjectError(`objects: ${named(object)} is there already; a transform changes what the keep has`);
    taken.add(key(placed));
    return placed;
  });
}
