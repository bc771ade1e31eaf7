import { readFile } from "node:fs/promises";
import type { PreviewOptions } from "../../engine/in-process/preview.ts";
import { previewWithSymbols } from "../../engine/in-process/symbols/preview.ts";
import { type Preview, UsageError } from "../../engine/preview.ts";
import { readStackConfig, type StackConfig } from "../../engine/stack/config.ts";
import { readProject } from "../../engine/stack/project.ts";
import { stackFile } from "../../engine/stack/stacks.ts";
import { inventoryOfPreview } from "../../evidence/input/from-preview.ts";
import { inventoryOfState, outputsOfState } from "../../evidence/input/from-state.ts";
import { ownEntries } from "../../evidence/input/own-entries.ts";
import { settingsIdentity } from "../../evidence/input/settings-identity.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { objectOf, textOf } from "../../evidence/input/value.ts";
import { kitState } from "../../evidence/release/program.ts";
import { projectProgram } from "../../evidence/release/project-program.ts";
import { renderAnew } from "../../evidence/release/render.ts";
import type { Examined } from "../../evidence/report/gather.ts";
import { catalogOf } from "../project.ts";
import { settingsOrigin } from "./settings-origin.ts";

export type Source = Pick<
  Examined,
  "project" | "stack" | "inventory" | "outputs" | "identity" | "rendering" | "kit" | "program" | "settings" | "own"
> & {
  /** The preview without names for outputs; absent of a state. */
  plain?: Preview;
};

/** From what evidence is gathered. */
export interface ExamineOptions {
  /** Text that `pulumi stack export` printed; without it the stack is previewed. */
  exported?: string | undefined;
  /** Called as the plain preview registers each resource. */
  onResource?: PreviewOptions["onResource"] & {};
  /** Environment of a preview's program. @default that of this process */
  inherited?: NodeJS.ProcessEnv;
  /**
   * Whether the stack is compared with what the kit that runs renders. False for a program of another time, which is the release of its time.
   * @default true
   */
  rendered?: boolean;
}

/**
 * What evidence is gathered about: a preview of a stack with its outputs named, or the deployed stack.
 * @throws PreviewError where there is no such stack, its program fails, or the text is no state
 */
export async function examinedStack(
  root: string,
  stack: string,
  { exported, rendered = true, ...preview }: ExamineOptions = {},
): Promise<Source> {
  const project = await readProject(root);
  const config = await readStackConfig(project, stack);
  const catalog = catalogOf(project.root);
  const own = ownEntries(config, catalog);
  const others = ["Pulumi.yaml", ...lockNamedBy(config), ...(catalog.file === null ? [] : [catalog.file.name])];
  const rendering = rendered ? renderAnew({ config, root: project.root, stack, catalog, deployed: exported !== undefined }) : undefined;
  const program = exported === undefined ? projectProgram(project) : undefined;
  const known = {
    project: project.name,
    stack,
    identity: settingsIdentity(config),
    ...(rendering ? { rendering } : {}),
    kit: kitState(),
    ...(program ? { program } : {}),
    settings: await settingsOrigin(project.root, await stackFile(project.root, stack), others),
    ...(own ? { own } : {}),
  };
  if (exported !== undefined) return { ...known, inventory: inventoryOfState(exported), outputs: outputsOfState(exported) };
  const symbolic = await previewWithSymbols({ root, stack, draft: true, ...preview });
  return { ...known, inventory: inventoryOfPreview(symbolic), outputs: symbolic.preview.outputs, plain: symbolic.plain };
}

/** Path of the lockfile that the settings name, where they name one. */
function lockNamedBy({ values }: Pick<StackConfig, "values">): string[] {
  const lock = textOf(objectOf(objectOf(JSON.parse(values[keepSettings] || "null"))["model"])["lock"]);
  return lock === undefined ? [] : [lock];
}

/** Text of a state file. @throws UsageError where there is none */
export async function readState(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new UsageError([`there is no file ${path}; --state takes what \`pulumi stack export\` printed`]);
  }
}
