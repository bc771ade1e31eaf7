import type * as pulumi from "@pulumi/pulumi";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { resourceClass } from "./resource-class.ts";

/** Resource name of an object within its keep: its namespace, where it has one, and its name; the type tells kinds apart. */
const resourceName = ({ metadata }: KubernetesObject): string =>
  metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;

/** Registers objects as typed resources with all that they say; each waits for every resource of `after`. */
export function registerPhase(
  objects: readonly KubernetesObject[],
  parent: pulumi.Resource,
  { after, timeoutSeconds }: { after: readonly pulumi.Resource[]; timeoutSeconds?: number },
): pulumi.Resource[] {
  return objects.map(({ apiVersion, kind, ...args }) => {
    const object = { apiVersion, kind, ...args };
    const Class = resourceClass(object);
    const timeout = timeoutSeconds === undefined ? {} : { customTimeouts: { create: `${timeoutSeconds}s`, update: `${timeoutSeconds}s` } };
    return new Class(resourceName(object), object, { parent, dependsOn: [...after], ...timeout });
  });
}
