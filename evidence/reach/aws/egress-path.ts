import type { PreviewResource } from "../../../engine/preview.ts";
import type { Hop } from "../hop.ts";

/** A path from an interface to a destination outside of the inventory. */
export interface EgressPath {
  /** `service` is a service of AWS, through a VPC endpoint. */
  to: "internet" | "network" | "service";
  hops: readonly Hop[];
  unknown: readonly string[];
  /** The VPC endpoint, where the path leads through one. */
  endpoint?: PreviewResource;
}

/** Those about which nothing is unknown before the others. */
export const certainFirst = <One extends { unknown: readonly string[] }>(ways: readonly One[]): One[] =>
  ways.toSorted((a, b) => a.unknown.length - b.unknown.length);
