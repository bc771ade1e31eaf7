import type { PreviewResource } from "../../engine/preview.ts";
import type { Difference } from "./difference.ts";

/** An object that is not as the release renders it. */
export interface ObjectDifference {
  /** `added`: the release renders none such; `missing`: it renders one, and the stack has none. */
  how: "changed" | "added" | "missing";
  type: string;
  /** Name of the resource. */
  name: string;
  /** The resource; undefined for a missing one. */
  resource: PreviewResource | undefined;
  /** Where it differs, at least one place of a changed one. */
  places: readonly Difference[];
}
