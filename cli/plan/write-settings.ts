import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { UsageError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { stackFile } from "../../engine/stack/stacks.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { servedContext } from "../../infra/settings/context.ts";
import { parseKeep } from "../../infra/settings/parse.ts";
import { problemText } from "../../infra/settings/problem.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";
import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import type { OwnCapacity, OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import type { Served } from "../../planner/choice/served.ts";
import type { Purchase } from "../../planner/cost/prices.ts";
import { sameLayout } from "../../planner/vllm/layout.ts";
import { readText } from "../verbs/input-file.ts";
import { keepOnAws, keepOnCluster, type OwnKeep, type PlannedKeep } from "./stack-ask.ts";
import { editedYaml, type YamlChange } from "./yaml-edit.ts";

/** What a plan changes in a stack file. */
export interface SettingsEdit {
  file: string;
  text: string;
  /** Each change as `capacity.instance: g6e.12xlarge -> g7e.12xlarge`; empty where the file agrees with the plan already. */
  changes: string[];
  /** What a preview would still reject, one line each: a plan writes the capacity and the context, not the limits of clients. */
  problems: string[];
}

/**
 * The stack file with the capacity of a plan, everything else unchanged. Nothing is written.
 * @param asked a file, or the name of a stack of the project in `cwd`
 * @param server the model in its settings, by the name of its Deployment; left out: the only one of the planned name
 * @throws UsageError with one message where the file is not a stack file of a keep on AWS, is for another model, or cannot say what is
 * planned
 */
export async function settingsEdit(asked: string, report: PlanReport, cwd: string, server?: string): Promise<SettingsEdit> {
  return editOf(asked, cwd, { ...report.ask, server }, keepOnAws, (keep, name) => changesOf(keep, report, name));
}

/**
 * The same for a plan for existing hardware.
 * @throws UsageError with one message where the file is not a stack file of a keep on an existing cluster, or is for another model
 */
export async function ownSettingsEdit(asked: string, plan: OwnHardwarePlan, cwd: string, server?: string): Promise<SettingsEdit> {
  return editOf(asked, cwd, { ...plan.ask, server }, keepOnCluster, (keep) => ownChangesOf(keep, plan));
}

async function editOf<Keep extends PlannedKeep | OwnKeep>(
  asked: string,
  cwd: string,
  { model, server = model.name }: Pick<ChoiceAsk, "model"> & { server?: string | undefined },
  read: (raw: unknown, of: string, model: string) => Keep,
  changesIn: (keep: Keep, name: string) => Change[],
): Promise<SettingsEdit> {
  const file = /\.ya?ml$/.test(asked) ? resolve(cwd, asked) : await fileOf(cwd, asked);
  const name = basename(file);
  const text = await readText(file);
  const keep = read(keepIn(text, name), name, server);
  if (keep.id.version === "next")
    throw new UsageError([
      `${name}: the next version of ${keep.id.model} runs on the nodes of the current one, and their capacity follows that; accepted with --write: the plan of ${keep.id.model}`,
    ]);
  if (keep.model.name !== model.name)
    throw new UsageError([`${name} is for ${keep.model.name}, and the plan is for ${model.name}; accepted: a plan for the same model`]);
  const changes = changesIn(keep, name);
  const planned = changes.length === 0 ? text : edited(text, changes, name, (raw, of) => read(raw, of, server));
  return {
    file,
    text: planned,
    problems: problemsIn(planned, name),
    changes: changes.map(({ path, before, value }) => `${path.join(".")}: ${shown(before)} -> ${shown(value)}`),
  };
}

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

/** Path of a setting of the model's hardware. */
const inCapacity = ({ paths }: PlannedKeep | OwnKeep, ...fields: string[]): string[] => [...paths.capacity.split("."), ...fields];

interface Change extends YamlChange {
  before: unknown;
}

function changesOf(keep: PlannedKeep, { ask, winner, settings }: PlanReport, name: string): Change[] {
  if (!settings || !winner) return [];
  const { instance } = settings.capacity;
  const own: Change = { path: inCapacity(keep, "instance"), before: keep.capacity.instance, value: instance };
  return [...differing([own, ...servedChanges(keep, ask, settings.capacity, winner)]), ...purchaseChange(keep, winner, name)];
}

function ownChangesOf(keep: OwnKeep, { ask, served, settings }: OwnHardwarePlan): Change[] {
  if (!settings || !served) return [];
  const { gpus } = settings.capacity;
  const { capacity } = keep;
  return differing([
    { path: inCapacity(keep, "gpus", "count"), before: capacity.gpus?.count, value: gpus.count },
    { path: inCapacity(keep, "gpus", "memoryGiB"), before: capacity.gpus?.memoryGiB, value: gpus.memoryGiB },
    { path: inCapacity(keep, "nodesPerReplica"), before: capacity.nodesPerReplica, value: 1 },
    ...servedChanges(keep, ask, settings.capacity, served),
  ]);
}

/** What is served, and by how many replicas, on any target. */
function servedChanges(
  keep: PlannedKeep | OwnKeep,
  { contextTokens }: ChoiceAsk,
  planned: Pick<OwnCapacity, "replicas" | "concurrent">,
  served: Pick<Served, "layout" | "fit">,
): Change[] {
  const { capacity } = keep;
  const { replicas, concurrent } = planned;
  return [
    { path: inCapacity(keep, "replicas", "min"), before: capacity.replicas.min, value: replicas.min },
    { path: inCapacity(keep, "replicas", "max"), before: capacity.replicas.max, value: Math.max(capacity.replicas.max, replicas.min) },
    { path: inCapacity(keep, "concurrent"), before: capacity.concurrent, value: concurrent },
    ...layoutChange(keep, served),
    { path: [...keep.paths.model.split("."), "contextTokens"], before: servedContext(keep), value: contextTokens },
  ];
}

/** The usual layout is left out where the file names none. */
function layoutChange(keep: PlannedKeep | OwnKeep, { layout, fit: { layout: value } }: Pick<Served, "layout" | "fit">): Change[] {
  const before = keep.capacity.layout;
  if (before === undefined ? layout.usual : sameLayout(before, value)) return [];
  return [{ path: inCapacity(keep, "layout"), before, value }];
}

const differing = (changes: readonly Change[]) => changes.filter(({ before, value }) => before !== value);

/** On demand, with a Savings Plan or without, needs no more words; a Capacity Block has to be booked before it can be named, and no setting buys spot. */
function purchaseChange(keep: PlannedKeep, { purchase: way }: { purchase: Purchase }, name: string): Change[] {
  const { purchase } = keep.capacity;
  if (way === "spot")
    throw new UsageError([
      `the plan is for spot instances, which a keep does not support, so it cannot be written to ${name}; accepted: a plan with another --buy`,
    ]);
  if (way === "capacity-block" && purchase.kind !== way)
    throw new UsageError([
      `the plan is for a Capacity Block, and ${name} names none: book one and name it under capacity.purchase, or plan with --buy on-demand`,
    ]);
  if (way !== "capacity-block" && purchase.kind === "capacity-block")
    return [{ path: inCapacity(keep, "purchase"), before: { kind: purchase.kind }, value: { kind: "on-demand" } }];
  return [];
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
