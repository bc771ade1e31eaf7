import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { UsageError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { stackFile } from "../../engine/stack/stacks.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { servedContext } from "../../infra/settings/context.ts";
import type { Candidate } from "../../planner/choice/candidate.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { sameLayout } from "../../planner/engine/layout.ts";
import { readText } from "../verbs/input-file.ts";
import { keepOnAws, type PlannedKeep } from "./stack-ask.ts";
import { editedYaml, type YamlChange } from "./yaml-edit.ts";

/** What a plan changes in a stack file. */
export interface SettingsEdit {
  file: string;
  text: string;
  /** Each change as `capacity.instance: g6e.12xlarge -> g7e.12xlarge`; empty where the file says already what the plan does. */
  changes: string[];
}

/**
 * The stack file with the capacity that a plan comes to, everything else as it was. Nothing is written.
 * @param asked a file, or the name of a stack of the project in `cwd`
 * @throws UsageError with one message where the file is no stack file of a keep on AWS, is of another model, or cannot say what is planned
 */
export async function settingsEdit(asked: string, report: PlanReport, cwd: string): Promise<SettingsEdit> {
  const file = /\.ya?ml$/.test(asked) ? resolve(cwd, asked) : await fileOf(cwd, asked);
  const name = basename(file);
  const text = await readText(file);
  const keep = keepOnAws(keepIn(text, name), name);
  const { ask } = report;
  if (keep.model.name !== ask.model.name)
    throw new UsageError([`${name} is of ${keep.model.name}, and the plan of ${ask.model.name}; accepted is a plan of the same model`]);
  const changes = changesOf(keep, report, name);
  return {
    file,
    text: changes.length === 0 ? text : edited(text, changes, name),
    changes: changes.map(({ path, before, value }) => `${path.join(".")}: ${shown(before)} -> ${shown(value)}`),
  };
}

/** Writes it, where it changes anything. @throws RangeError where the file cannot be written */
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
    throw new UsageError([`${name} is no stack file: it has no config.${keepSettings}; accepted is a Pulumi.<stack>.yaml of a keep`]);
  return document.toJS().config[keepSettings];
}

interface Change extends YamlChange {
  before: unknown;
}

function changesOf(keep: PlannedKeep, { ask, winner, settings }: PlanReport, name: string): Change[] {
  if (!settings || !winner) return [];
  const { capacity } = keep;
  const { instance, replicas, concurrent } = settings.capacity;
  const max = Math.max(capacity.replicas.max, replicas.min);
  const each: Change[] = [
    { path: ["capacity", "instance"], before: capacity.instance, value: instance },
    { path: ["capacity", "replicas", "min"], before: capacity.replicas.min, value: replicas.min },
    { path: ["capacity", "replicas", "max"], before: capacity.replicas.max, value: max },
    { path: ["capacity", "concurrent"], before: capacity.concurrent, value: concurrent },
    ...layoutChange(keep, winner),
    { path: ["model", "contextTokens"], before: servedContext(keep), value: ask.contextTokens },
  ];
  return [...each.filter(({ before, value }) => before !== value), ...purchaseChange(keep, winner, name)];
}

/** The usual layout needs no words where none stand there. */
function layoutChange({ capacity: { layout: before } }: PlannedKeep, { layout, fit: { layout: value } }: Candidate): Change[] {
  if (before === undefined ? layout.usual : sameLayout(before, value)) return [];
  return [{ path: ["capacity", "layout"], before, value }];
}

/** On demand needs no more words; a Capacity Block has to be booked before it can be named, and no setting buys spot. */
function purchaseChange({ capacity: { purchase } }: PlannedKeep, { purchase: way }: { purchase: string }, name: string): Change[] {
  if (way === "spot")
    throw new UsageError([`the plan is of spot, which no setting buys, so ${name} cannot say it; accepted is a plan with another --buy`]);
  if (way === "capacity-block" && purchase.kind !== way)
    throw new UsageError([
      `the plan is of a Capacity Block, and ${name} names none: book one and name it under capacity.purchase, or plan with --buy on-demand`,
    ]);
  if (way === "on-demand" && purchase.kind === "capacity-block")
    return [{ path: ["capacity", "purchase"], before: { kind: purchase.kind }, value: { kind: way } }];
  return [];
}

const shown = (value: unknown) => (value === undefined ? "none" : typeof value === "object" ? JSON.stringify(value) : String(value));

function edited(text: string, changes: Change[], name: string): string {
  try {
    const result = editedYaml(
      text,
      changes.map(({ path, value }) => ({ path: ["config", keepSettings, ...path], value })),
    );
    keepOnAws(keepIn(result, name), name);
    return result;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError([`${name}: ${error.message}`]);
  }
}
