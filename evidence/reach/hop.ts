import type { PreviewResource } from "../../engine/preview.ts";

/** One step of a path that a person can follow. */
export interface Hop {
  /** URN of the resource; undefined for what no resource stands for, such as the internet. */
  urn: string | undefined;
  /** For example `SecurityGroup groups-nodes`, or `the internet`. */
  name: string;
  /** The input that opens this step, as a path; undefined where the resource as such does. */
  property: string | undefined;
  /** Why the step is open, in words. */
  why: string;
}

/** A step through a resource. */
export function hop({ urn, type, name }: PreviewResource, property: string | undefined, why: string): Hop {
  return { urn, name: `${type.split(":").pop()} ${name}`, property, why };
}

/** A step at a place that is no resource. */
export const place = (name: string, why: string): Hop => ({ urn: undefined, name, property: undefined, why });

export const theInternet = (why: string): Hop => place("the internet", why);
