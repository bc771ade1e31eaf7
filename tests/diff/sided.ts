import { resolve } from "node:path";
import { type DiffOptions, diffSides } from "../../diff/diff.ts";
import type { KeepDiff, Side, SidedStack } from "../../diff/model.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { readProject } from "../../engine/stack/project.ts";
import { Edit } from "../evidence/holes/edit.ts";
import { symbolicExample } from "../support/symbolic-example.ts";
import { options } from "./options.ts";

const root = resolve(import.meta.dirname, "../..");

/** Settings as the program reads them. */
// biome-ignore lint/suspicious/noExplicitAny: a test edits what it knows of an example
export type Settings = Record<string, any>;

/** A change by hand: of resources, of settings, of more configuration. */
export interface SidedChange {
  resources?: (program: Edit) => void;
  settings?: (settings: Settings) => void;
  config?: Readonly<Record<string, string>>;
}

/** An example as one side of a comparison, changed by hand. */
export async function sidedExample(stack: string, { resources, settings, config = {} }: SidedChange = {}): Promise<SidedStack> {
  const symbolic = await symbolicExample(stack);
  const program = new Edit(symbolic);
  resources?.(program);
  const { values } = await readStackConfig(await readProject(root), stack);
  const keep = JSON.parse(values["modelkeep:keep"]!);
  settings?.(keep);
  return {
    stack,
    project: symbolic.preview.project,
    preview: { ...symbolic.preview, resources: [...program.inventory.resources] },
    symbols: { ...symbolic.symbols, ...program.symbols },
    config: { ...values, ...config, "modelkeep:keep": JSON.stringify(keep) },
  };
}

/** A side of some stacks. */
export const sideOf = (name: string, ...stacks: SidedStack[]): Side => ({ name, stacks: new Map(stacks.map((one) => [one.stack, one])) });

/** An example and the same one changed by hand, compared. */
export async function compared(stack: string, change: SidedChange, more: Partial<DiffOptions> = {}): Promise<KeepDiff> {
  const [base, head] = [await sidedExample(stack), await sidedExample(stack, change)];
  return diffSides(sideOf("main", base), sideOf("change", head), { ...options, ...more });
}
