import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { servingNamespace } from "../../charts/names.ts";

/** An additional object that is not allowed in a keep; the message names it. */
export class OwnObjectError extends Error {
  override readonly name = "OwnObjectError";
}

const named = ({ apiVersion, kind, metadata }: KubernetesObject) => `${apiVersion} ${kind} ${metadata?.name}`;

/**
 * Objects that a program adds to the serving namespace, each with an explicit namespace. The policy rules decide what is allowed, as for
 * the keep's own objects.
 * @param kept the keep's own objects, which must not be redefined
 * @throws OwnObjectError if one has no name, is in another namespace, or already exists
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
      throw new OwnObjectError(`objects: ${named(object)} is in namespace ${namespace}; accepted: ${serving}, or none`);
    const placed = { ...object, metadata: { ...object.metadata, namespace } };
    if (taken.has(key(placed)))
      throw new OwnObjectError(`objects: ${named(object)} is already part of the keep; accepted: a transform, to change it`);
    taken.add(key(placed));
    return placed;
  });
}
