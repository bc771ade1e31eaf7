import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { UsageError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { stackFile, stackNamed } from "../../engine/stack/stacks.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { parseKeep } from "../../infra/settings/parse.ts";
import { problemText } from "../../infra/settings/problem.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";
import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import type { OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { readText } from "../verbs/input-file.ts";
import { type Change, changesOf, ownChangesOf } from "./setting-changes.ts";
import { type Advice, keepOnAws, keepOnCluster, type OwnKeep, type PlannedKeep } from "./stack-ask.ts";
import { editedYaml } from "./yaml-edit.ts";

/** What a plan changes in a stack file. */
export interface SettingsEdit {
  file: string;
  text: string;
  /** Each change as `capacity.instance: g6e.12xlarge -> g7e.12xlarge`; empty where the file agrees with the plan already. */
  changes: string[];
  /** What a preview would still reject, one line each: a plan writes the capacity and the context, not the limits of clients. */
  problems: string[];
}

/** What the options of a plan say about its writing. */
export interface WriteOptions {
  /** The model in the settings, by the name of its Deployment; left out: the only one of the planned name. */
  server?: string | undefined;
  /** `--replicas`; without it a model scaled to zero stays so. */
  replicas?: string | undefined;
}

/**
 * The stack file with the capacity of a plan, everything else unchanged. Nothing is written.
 * @param asked a file, or the name of a stack of the project in `cwd`
 * @throws UsageError with one message where the file is not a stack file of a keep on AWS, is for another model, or cannot say what is
 * planned
 */
export async function settingsEdit(
  asked: string,
  report: PlanReport,
  cwd: string,
  { server, replicas }: WriteOptions = {},
): Promise<SettingsEdit> {
  return editOf(asked, cwd, { ...report.ask, server }, keepOnAws, (keep, name) =>
    changesOf(keep, report, { name, replicasAsked: replicas !== undefined }),
  );
}

/**
 * The same for a plan for existing hardware.
 * @throws UsageError with one message where the file is not a stack file of a keep on an existing cluster, or is for another model
 */
export async function ownSettingsEdit(
  asked: string,
  plan: OwnHardwarePlan,
  cwd: string,
  { server, replicas }: WriteOptions = {},
): Promise<SettingsEdit> {
  return editOf(asked, cwd, { ...plan.ask, server }, keepOnCluster, (keep) => ownChangesOf(keep, plan, replicas !== undefined));
}

async function editOf<Keep extends PlannedKeep | OwnKeep>(
  asked: string,
  cwd: string,
  { model, server = model.name }: Pick<ChoiceAsk, "model"> & { server?: string | undefined },
  read: (raw: unknown, of: string, model: string, advice: Advice) => Keep,
  changesIn: (keep: Keep, name: string) => Change[],
): Promise<SettingsEdit> {
  const file = /\.ya?ml$/.test(asked) ? resolve(cwd, asked) : await fileOf(cwd, asked);
  const name = basename(file);
  const text = await readText(file);
  const keep = read(keepIn(text, name), name, server, adviceFor(asked));
  if (keep.id.version === "next")
    throw new UsageError([
      `${name}: the next version of ${keep.id.model} runs on the nodes of the current one, and their capacity follows that; accepted with --write: the plan of ${keep.id.model}`,
    ]);
  if (keep.model.name !== model.name)
    throw new UsageError([`${name} is for ${keep.model.name}, and the plan is for ${model.name}; accepted: a plan for the same model`]);
  const changes = changesIn(keep, name);
  const planned = changes.length === 0 ? text : edited(text, changes, name, (raw, of) => read(raw, of, server, adviceFor(asked)));
  return {
    file,
    text: planned,
    problems: problemsIn(planned, name),
    changes: changes.map(({ path, before, value }) => `${path.join(".")}: ${shown(before)} -> ${shown(value)}`),
  };
}

/** How to say which model to write to: only a stack gives --model another meaning than a name in the catalog. */
const adviceFor =
  (asked: string): Advice =>
  (models) => {
    // A next version has no capacity of its own to write.
    const keys = [...new Set(models.map(({ id }) => id.model))];
    return `accepted: --stack ${stackNamed(asked)} with --model ${keys.slice(0, -1).join(", ")}${keys.length > 1 ? " or " : ""}${keys.at(-1)}`;
  };

/** Problems that a preview finds with the settings in a stack file. */
function problemsIn(text: string, name: string): string[] {
  try {
    parseKeep(keepIn(text, name), { stack: name.replace(/^Pulumi\.|\.ya?ml$/g, ""), now: new Date(), draft: true });
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(problemText);
  }
}

/** Writes the edit, if it changes anything. @throws RangeError where the file cannot be written */
export async function writeSettings({ file, text, changes }: SettingsEdit): Promise<void> {
  if (changes.length === 0) return;
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new RangeError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

async function fileOf(cwd: string, stack: string): Promise<string> {
  const root = await findProject(cwd);
  return join(root, await stackFile(root, stack));
}

function keepIn(text: string, name: string): unknown {
  const document = parseDocument(text);
  const keep = document.errors.length > 0 ? undefined : document.getIn(["config", keepSettings]);
  if (keep === undefined || keep === null)
    throw new UsageError([`${name} is not a stack file: it has no config.${keepSettings}; accepted: a Pulumi.<stack>.yaml of a keep`]);
  return document.toJS().config[keepSettings];
}

const shown = (value: unknown) => (value === undefined ? "none" : typeof value === "object" ? JSON.stringify(value) : String(value));

function edited(text: string, changes: Change[], name: string, read: (raw: unknown, of: string) => unknown): string {
  try {
    const result = editedYaml(
      text,
      changes.map(({ path, value }) => ({ path: ["config", keepSettings, ...path], value })),
    );
    read(keepIn(result, name), name);
    return result;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError([`${name}: ${error.message}`]);
  }
}
