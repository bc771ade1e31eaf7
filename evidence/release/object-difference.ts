import type { PreviewResource } from "../../engine/preview.ts";
import type { Difference } from "./difference.ts";

/** An object that differs from the release. */
export interface ObjectDifference {
  /** `added`: the release does not render it; `missing`: the release renders it, but the stack does not have it. */
  how: "changed" | "added" | "missing";
  type: string;
  /** Name of the resource. */
  name: string;
  /** The resource; undefined for a missing one. */
  resource: PreviewResource | undefined;
  /** The differences, at least one for a changed object. */
  places: readonly Difference[];
}
