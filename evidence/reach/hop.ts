import type { PreviewResource } from "../../engine/preview.ts";

/** One step of a path. */
export interface Hop {
  /** URN of the resource; undefined for a place without a resource, such as the internet. */
  urn: string | undefined;
  /** For example `SecurityGroup groups-nodes`, or `the internet`. */
  name: string;
  /** The input that opens this step, as a path; undefined where the resource itself does. */
  property: string | undefined;
  /** Why the step is open. */
  why: string;
}

/** A step through a resource. */
export function hop({ urn, type, name }: PreviewResource, property: string | undefined, why: string): Hop {
  return { urn, name: `${type.split(":").pop()} ${name}`, property, why };
}

/** A step at a place without a resource. */
export const place = (name: string, why: string): Hop => ({ urn: undefined, name, property: undefined, why });

export const theInternet = (why: string): Hop => place("the internet", why);
