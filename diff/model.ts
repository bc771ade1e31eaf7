import type { OwnCatalog } from "../catalog/own-catalog.ts";
import type { SymbolTable } from "../engine/in-process/symbols/symbol.ts";
import type { Preview } from "../engine/preview.ts";
import type { Change } from "../evidence/changes/change.ts";
import type { Finding } from "../policies/judge/finding.ts";
import type { CostChange } from "./cost/cost-change.ts";
import type { ResourceChange } from "./resources/resource-change.ts";
import type { SettingsChange } from "./settings/settings-change.ts";
import type { VersionChange } from "./versions/version-change.ts";

/** One stack of one side: a preview with symbols and the settings that it was made from, as plain values that a file can hold. */
export interface SidedStack {
  stack: string;
  project: string;
  /** Settings file from the root of the project; absent in previews that were saved before they had it. */
  settingsFile?: string;
  /** Symbols in the place of outputs, as `previewWithSymbols` returns it. */
  preview: Preview;
  symbols: SymbolTable;
  /** Configuration of the stack, `modelkeep:keep` as JSON text among it; secrets are not in it. */
  config: Readonly<Record<string, string>>;
  /** What its project adds to the catalog; absent where that is nothing. */
  catalog?: OwnCatalog;
}

/** What stands on one side of a comparison. */
export interface Side {
  /** As it was asked for: a git reference, a folder, a file. */
  name: string;
  /** Commit that a git reference named. */
  commit?: string;
  /** By name of the stack: its preview, or why there is none. */
  stacks: ReadonlyMap<string, SidedStack | { failed: string[] }>;
}

/** What a change does to one stack. */
export interface StackDiff {
  stack: string;
  /** Settings file from the root of the project, of the new side where both have the stack; absent where neither side names one. */
  settingsFile?: string;
  /** `failed`: one of the sides could not be previewed, so nothing else is said. */
  state: "changed" | "unchanged" | "added" | "removed" | "failed";
  /** Of the side that failed, by its name. */
  failures: { side: string; messages: string[] }[];
  /** Absent where no setting differs, or only one side has the stack. */
  settings?: SettingsChange;
  resources: ResourceChange[];
  exposure: Change[];
  findings: { added: Finding[]; fixed: Finding[] };
  /** Absent where the stack is no keep on AWS, whose hardware has no price here. */
  cost?: CostChange;
  versions: VersionChange[];
}

/** What a change does to a keep: resources, exposure, findings, money, versions. */
export interface KeepDiff {
  base: { name: string; commit?: string };
  head: { name: string; commit?: string };
  /** Stacks of either side, by name. */
  stacks: StackDiff[];
}
