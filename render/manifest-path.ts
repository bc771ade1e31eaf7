import { PreviewError } from "../engine/preview.ts";
import type { OrderedObject } from "./kubernetes-objects.ts";

/** Steps of a keep, in the order of `charts/keep.ts`: policies before workloads, the probes when the server is ready. */
export const keepSteps = ["namespaces", "isolation", "admission", "preparation", "server", "probes"] as const;

/**
 * A path for each object, `10-namespaces/namespace-modelkeep-demo-serving.yaml`, that sorts as objects are created.
 * Steps have names where there are as many as in a keep, otherwise only numbers.
 * @throws PreviewError where two objects would share a path
 */
export function manifestPaths(objects: readonly OrderedObject[]): string[] {
  const depths = [...new Set(objects.map(({ depth }) => depth))].sort((one, other) => one - other);
  const digits = String(10 * depths.length).length;
  const folder = (depth: number) => {
    const step = depths.indexOf(depth);
    const number = String(10 * (step + 1)).padStart(digits, "0");
    return depths.length === keepSteps.length ? `${number}-${keepSteps[step]}` : number;
  };
  const paths = objects.map(({ object, depth }) => `${folder(depth)}/${fileName(object)}`);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new PreviewError([`two objects would be written to ${twice}: same kind, namespace and name`]);
  return paths;
}

/** A namespace has no dot, so `namespace.name` is unambiguous. A role's name may have characters that are unsafe in file names. */
function fileName({ kind, metadata: { name, namespace } }: OrderedObject["object"]): string {
  return `${kind.toLowerCase()}-${namespace === undefined ? "" : `${namespace}.`}${encodeURIComponent(name)}.yaml`;
}
