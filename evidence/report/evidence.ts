import type { Control } from "../../catalog/controls.ts";
import type { NodeTrial } from "../../catalog/node-trial.ts";
import type { Preview } from "../../engine/preview.ts";
import type { Finding } from "../../policies/judge/finding.ts";
import type { Rule } from "../../policies/rule/rule.ts";
import type { OwnEntries } from "../input/own-entries.ts";
import type { NamedIssuer } from "../input/settings-client-issuer.ts";
import type { ObjectDifference } from "../release/object-difference.ts";
import type { ProgramState } from "../release/program.ts";
import type { Rendering } from "../release/rendering.ts";
import type { ControlPart } from "./control-parts.ts";
import type { Flows } from "./model/flow.ts";
import type { ReportedProof } from "./model/proof.ts";
import type { ReportedTypes } from "./model/resource-types.ts";

/** All inputs of a report, so that identical evidence gives an identical report. */
export interface Evidence {
  preview: Pick<Preview, "project" | "stack" | "resources" | "outputs">;
  /** Whether the stack was compared with what the release renders, or why not. */
  rendering: Rendering["kind"] | "not compared";
  /** How many objects the release renders. */
  rendered: number;
  /** Kubernetes objects that differ from the release. */
  differences: readonly ObjectDifference[];
  /** AWS account of the stack, if any. */
  account: string | null;
  /** cert-manager's issuer of client certificates, if the settings name one. */
  clientIssuer?: NamedIssuer | undefined;
  /** The rules of the pack, without those disabled in the configuration. */
  rules: readonly Rule[];
  /** Findings of the rules in `preview`, and problems with its waivers. */
  findings: readonly Finding[];
  proofs: readonly ReportedProof[];
  flows: Flows;
  /** The table of controls. */
  controls: readonly Control[];
  /** Requirements of each control. @default those of the kit's controls */
  parts?: Readonly<Record<string, readonly ControlPart[]>>;
  /** Resource types, and what evaluates each; left out where this was not determined. */
  types?: ReportedTypes;
  /** Date of the report, at which waivers were evaluated, `YYYY-MM-DD`. */
  today: string;
  /** The kit that produced the report, and its release. */
  kit: ProgramState;
  /** The previewed program, if it is not the kit's; null where it is, or none ran. */
  program: ProgramState | null;
  /** Source of the settings; null where this was not determined. */
  settings: SettingsOrigin | null;
  /** What the stack uses of the project's own catalog; left out where the project has none. */
  own?: OwnEntries;
  /** The recorded run on a real node, and whether the kit still renders the same objects; null where none is recorded. */
  trial: RecordedTrial | null;
}

/** A run on a real node. */
export interface RecordedTrial {
  run: NodeTrial;
  /** Whether the files that render objects are those of the run. */
  current: boolean;
}

/** A settings file, and its commit. */
export interface SettingsOrigin {
  /** Name of the file. */
  file: string;
  /** SHA-256 of the file. */
  sha256: string;
  /** The checked-out commit, and whether the file or files that it names differ from it; null outside of git. */
  commit: { id: string; dirty: boolean } | null;
}
