import type * as pulumi from "@pulumi/pulumi";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { resourceClass } from "./resource-class.ts";
import { resourceName } from "./resource-identity.ts";

/** How a phase is registered. */
export interface PhaseOptions {
  /** Dependencies of each object. */
  after: readonly pulumi.Resource[];
  /** How long the provider waits for each object; default 10 minutes. */
  timeouts?: pulumi.CustomTimeouts | undefined;
  /** Previously registered namespaces, by name. */
  namespaces?: ReadonlyMap<string, pulumi.Resource>;
}

/**
 * A namespace always has a ServiceAccount `default`: Kubernetes recreates it as soon as it is deleted, and the provider, which waits for
 * the deletion, may time out. It is deleted with its namespace.
 */
const goesWithItsNamespace = ({ kind, metadata }: KubernetesObject) => kind === "ServiceAccount" && metadata.name === "default";

/** Registers objects as typed resources with all their fields. */
export function registerPhase(
  objects: readonly KubernetesObject[],
  parent: pulumi.Resource,
  { after, timeouts, namespaces }: PhaseOptions,
): pulumi.Resource[] {
  return objects.map(({ apiVersion, kind, ...args }) => {
    const object = { apiVersion, kind, ...args };
    const Class = resourceClass(object);
    const namespace = goesWithItsNamespace(object) ? namespaces?.get(object.metadata.namespace ?? "") : undefined;
    return new Class(resourceName(object), object, {
      parent,
      dependsOn: [...after],
      ...(timeouts ? { customTimeouts: timeouts } : {}),
      ...(namespace ? { deletedWith: namespace } : {}),
    });
  });
}
