import type { Control } from "../../catalog/controls.ts";
import type { Preview } from "../../engine/preview.ts";
import type { Finding } from "../../policies/judge/finding.ts";
import type { Rule } from "../../policies/rule/rule.ts";
import type { ObjectDifference } from "../release/compare.ts";
import type { Rendering } from "../release/rendering.ts";
import type { Flows } from "./model/flow.ts";
import type { ReportedProof } from "./model/proof.ts";

/** All that a report is made from; nothing else is looked at, so that the same evidence gives the same report. */
export interface Evidence {
  preview: Pick<Preview, "project" | "stack" | "resources" | "outputs">;
  /** Whether the stack was compared with what the release renders, and where not, why not. */
  rendering: Rendering["kind"] | "not compared";
  /** Kubernetes objects that are not as the release renders them. */
  differences: readonly ObjectDifference[];
  /** AWS account of the stack, where it has one. */
  account: string | null;
  /** The rules of the pack, with those that the configuration switches off left out. */
  rules: readonly Rule[];
  /** What the rules found in `preview`, and what is wrong with its waivers. */
  findings: readonly Finding[];
  proofs: readonly ReportedProof[];
  flows: Flows;
  /** The table of controls. */
  controls: readonly Control[];
  /** Day by which waivers were judged, `YYYY-MM-DD`. */
  today: string;
  /** Whether that day was asked for; then it stands in the report even where nothing depends on it. */
  dated?: boolean;
}
