import type { Shape } from "../shape/shape.ts";

/** What a rule of known shapes judges: objects of one sort. */
export type Area =
  | "admission"
  | "certificate"
  | "claim"
  | "config-map"
  | "front-door"
  | "namespace"
  | "network-policy"
  | "pod"
  | "rights"
  | "service";

/** An object that a keep has, by its names, with all its fields. */
export interface KeepObject {
  area: Area;
  type: string;
  /** Undefined for an object of the cluster. */
  namespace: string | undefined;
  name: string;
  /** Made when it is asked for. */
  shape: () => Shape;
}

/** An object of a type; API version and kind follow from the token. */
export function object(
  area: Area,
  type: string,
  namespace: string | undefined,
  name: string,
  fields: () => Readonly<Record<string, Shape>>,
): KeepObject {
  const [, version = "", kind = ""] = type.split(":");
  return { area, type, namespace, name, shape: () => ({ apiVersion: version.replace(/^core\//, ""), kind, ...fields() }) };
}
