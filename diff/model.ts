import type { OwnCatalog } from "../catalog/own-catalog.ts";
import type { SymbolTable } from "../engine/in-process/symbols/symbol.ts";
import type { Preview } from "../engine/preview.ts";
import type { Change } from "../evidence/changes/change.ts";
import type { Finding } from "../policies/judge/finding.ts";
import type { CostChange } from "./cost/cost-change.ts";
import type { ResourceChange } from "./resources/resource-change.ts";
import type { SettingsChange } from "./settings/settings-change.ts";
import type { VersionChange } from "./versions/version-change.ts";

/** One stack of one side: a symbolic preview and its settings, as plain serialisable values. */
export interface SidedStack {
  stack: string;
  project: string;
  /** Settings file relative to the project root; absent in previews saved by older releases. */
  settingsFile?: string;
  /** Symbols instead of outputs, as returned by `previewWithSymbols`. */
  preview: Preview;
  symbols: SymbolTable;
  /** Configuration of the stack, including `modelkeep:keep` as JSON text; without secrets. */
  config: Readonly<Record<string, string>>;
  /** What its project adds to the catalog; absent where that is nothing. */
  catalog?: OwnCatalog;
}

/** One side of a comparison. */
export interface Side {
  /** As requested: a git reference, a folder, a file. */
  name: string;
  /** Commit of a git reference. */
  commit?: string;
  /** By stack name: its preview, or why there is none. */
  stacks: ReadonlyMap<string, SidedStack | { failed: string[] }>;
}

/** What a change does to one stack. */
export interface StackDiff {
  stack: string;
  /** Settings file relative to the project root, of the head where both sides have the stack; absent where neither side names one. */
  settingsFile?: string;
  /** `failed`: one of the sides could not be previewed, so nothing is compared. */
  state: "changed" | "unchanged" | "added" | "removed" | "failed";
  /** Of the side that failed, by its name. */
  failures: { side: string; messages: string[] }[];
  /** Absent where no setting differs, or only one side has the stack. */
  settings?: SettingsChange;
  resources: ResourceChange[];
  exposure: Change[];
  findings: { added: Finding[]; fixed: Finding[] };
  /** Absent where the stack is not a keep on AWS: other hardware has no price here. */
  cost?: CostChange;
  versions: VersionChange[];
}

/** What a change does to a keep: resources, exposure, findings, cost, versions. */
export interface KeepDiff {
  base: { name: string; commit?: string };
  head: { name: string; commit?: string };
  /** Stacks of both sides, by name. */
  stacks: StackDiff[];
}
