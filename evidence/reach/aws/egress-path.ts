import type { PreviewResource } from "../../../engine/preview.ts";
import type { Hop } from "../hop.ts";

/** A path from an interface to a destination outside of the inventory. */
export interface EgressPath {
  /** `service` is an AWS service, through a VPC endpoint. */
  to: "internet" | "network" | "service";
  hops: readonly Hop[];
  unknown: readonly string[];
  /** The VPC endpoint, if the path goes through one. */
  endpoint?: PreviewResource;
}

/** Certain paths before uncertain ones. */
export const certainFirst = <One extends { unknown: readonly string[] }>(ways: readonly One[]): One[] =>
  ways.toSorted((a, b) => a.unknown.length - b.unknown.length);
