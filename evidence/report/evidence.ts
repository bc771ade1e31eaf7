import type { Control } from "../../catalog/controls.ts";
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

/** All that a report is made from; nothing else is looked at, so that the same evidence gives the same report. */
export interface Evidence {
  preview: Pick<Preview, "project" | "stack" | "resources" | "outputs">;
  /** Whether the stack was compared with what the release renders, and where not, why not. */
  rendering: Rendering["kind"] | "not compared";
  /** How many objects the release renders. */
  rendered: number;
  /** Kubernetes objects that are not as the release renders them. */
  differences: readonly ObjectDifference[];
  /** AWS account of the stack, where it has one. */
  account: string | null;
  /** cert-manager's issuer of clients' certificates, where the settings name one. */
  clientIssuer?: NamedIssuer | undefined;
  /** The rules of the pack, with those that the configuration switches off left out. */
  rules: readonly Rule[];
  /** What the rules found in `preview`, and what is wrong with its waivers. */
  findings: readonly Finding[];
  proofs: readonly ReportedProof[];
  flows: Flows;
  /** The table of controls. */
  controls: readonly Control[];
  /** What each control asks for; left out: what the kit's controls ask for. */
  parts?: Readonly<Record<string, readonly ControlPart[]>>;
  /** Types of the resources, and what judges each; left out where that was not looked at. */
  types?: ReportedTypes;
  /** Day of the report, by which waivers were judged, `YYYY-MM-DD`. */
  today: string;
  /** The kit that judged, and by which release. */
  kit: ProgramState;
  /** The program that was previewed, where it is not that of the kit; null where it is, or none ran. */
  program: ProgramState | null;
  /** Where the settings come from; null where that was not looked at. */
  settings: SettingsOrigin | null;
  /** What the stack uses of the project's own catalog; left out where the project has none. */
  own?: OwnEntries;
}

/** A settings file, and of which commit it is. */
export interface SettingsOrigin {
  /** Name of the file. */
  file: string;
  /** SHA-256 of its bytes. */
  sha256: string;
  /** The commit that is checked out, and whether the file or what it names differs from it; null outside of git. */
  commit: { id: string; dirty: boolean } | null;
}
