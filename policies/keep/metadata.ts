import type { Shape } from "../shape/shape.ts";
import type { Keep } from "./keep.ts";

/** Labels of every object of a keep. */
export const labelsOf = (keep: Keep, component: string): Readonly<Record<string, Shape>> => ({
  "app.kubernetes.io/component": component,
  "app.kubernetes.io/instance": keep.name,
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/part-of": "modelkeep",
});

/** Labels by which the pods of a component are found. */
export const selectorOf = (keep: Keep, component: string): Readonly<Record<string, Shape>> => ({
  "app.kubernetes.io/component": component,
  "app.kubernetes.io/instance": keep.name,
});

/** The metadata of an object of a keep, without other fields: annotations and owners change what controllers do with it. */
export const metadata = (keep: Keep, component: string, name: string, namespace?: string): Readonly<Record<string, Shape>> => ({
  name,
  ...(namespace !== undefined && { namespace }),
  labels: labelsOf(keep, component),
});
