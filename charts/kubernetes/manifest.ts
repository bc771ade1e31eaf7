import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { Plain } from "./plain.ts";

/** The metadata of an object that a chart returns. */
export interface Metadata extends Pick<Plain<meta.v1.ObjectMeta>, "namespace" | "labels" | "annotations"> {
  readonly name: string;
}

/** A kind of the Kubernetes API as in a manifest: with kind, API version and name, and without fields that only the API server writes. */
export type Manifest<Kind extends { apiVersion?: unknown; kind?: unknown }> = {
  readonly [Field in keyof Kind as Exclude<Field, "apiVersion" | "kind" | "metadata" | "status">]: Plain<Kind[Field]>;
} & {
  readonly apiVersion: Plain<Kind["apiVersion"]>;
  readonly kind: Plain<Kind["kind"]>;
  readonly metadata: Metadata;
};
