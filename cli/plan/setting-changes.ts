import { UsageError } from "../../engine/preview.ts";
import { servedContext } from "../../infra/settings/context.ts";
import type { Candidate } from "../../planner/choice/candidate.ts";
import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import type { OwnCapacity, OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import type { Served } from "../../planner/choice/served.ts";
import { sameLayout } from "../../planner/vllm/layout.ts";
import type { OwnKeep, PlannedKeep } from "./stack-ask.ts";
import type { YamlChange } from "./yaml-edit.ts";

/** Path of a setting of the model's hardware. */
const inCapacity = ({ paths }: PlannedKeep | OwnKeep, ...fields: string[]): string[] => [...paths.capacity.split("."), ...fields];

/** One change of a setting, and its value before. */
export interface Change extends YamlChange {
  before: unknown;
}

/**
 * What a plan changes in the settings of a model on AWS.
 * @param name the stack file, for messages
 * @param replicasAsked whether a number of replicas was asked for
 * @throws UsageError where the settings cannot say what is planned
 */
export function changesOf(
  keep: PlannedKeep,
  { ask, winner, settings }: PlanReport,
  { name, replicasAsked }: { name: string; replicasAsked: boolean },
): Change[] {
  if (!settings || !winner) return [];
  const { instance } = settings.capacity;
  const own: Change = { path: inCapacity(keep, "instance"), before: keep.capacity.instance, value: instance };
  return [
    ...differing([own, ...servedChanges(keep, ask, { ...settings.capacity, replicasAsked }, winner)]),
    ...purchaseChange(keep, winner, name),
  ];
}

/** What a plan changes in the settings of a model on a cluster that exists, as {@link changesOf}. */
export function ownChangesOf(keep: OwnKeep, { ask, served, settings }: OwnHardwarePlan, replicasAsked: boolean): Change[] {
  if (!settings || !served) return [];
  const { gpus } = settings.capacity;
  const { capacity } = keep;
  return differing([
    { path: inCapacity(keep, "gpus", "count"), before: capacity.gpus?.count, value: gpus.count },
    { path: inCapacity(keep, "gpus", "memoryGiB"), before: capacity.gpus?.memoryGiB, value: gpus.memoryGiB },
    { path: inCapacity(keep, "nodesPerReplica"), before: capacity.nodesPerReplica, value: 1 },
    ...servedChanges(keep, ask, { ...settings.capacity, replicasAsked }, served),
  ]);
}

/** What is served, and by how many replicas, on any target. */
function servedChanges(
  keep: PlannedKeep | OwnKeep,
  { contextTokens, kvCacheDtype }: ChoiceAsk,
  planned: Pick<OwnCapacity, "replicas" | "concurrent"> & { replicasAsked: boolean },
  served: Pick<Served, "layout" | "fit">,
): Change[] {
  const { capacity } = keep;
  const { replicas, concurrent, replicasAsked } = planned;
  const { min } = capacity.replicas;
  const inModel = keep.paths.model.split(".");
  return [
    // A plan is of at least one replica, which is no reason to start a model that was scaled to zero.
    { path: inCapacity(keep, "replicas", "min"), before: min, value: min === 0 && !replicasAsked ? 0 : replicas.min },
    { path: inCapacity(keep, "replicas", "max"), before: capacity.replicas.max, value: Math.max(capacity.replicas.max, replicas.min) },
    { path: inCapacity(keep, "concurrent"), before: capacity.concurrent, value: concurrent },
    ...layoutChange(keep, served),
    { path: [...inModel, "contextTokens"], before: servedContext(keep), value: contextTokens },
    { path: [...inModel, "kvCacheDtype"], before: keep.model.kvCacheDtype, value: kvCacheDtype },
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
function purchaseChange(keep: PlannedKeep, { purchase: way, instance }: Pick<Candidate, "purchase" | "instance">, name: string): Change[] {
  const { purchase, instance: before } = keep.capacity;
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
  if (purchase.kind !== "on-demand" && before !== undefined && before !== instance.name)
    throw new UsageError([
      `the plan is for ${instance.name}, and ${inCapacity(keep, "purchase").join(".")} of ${name} is ${purchase.reservationId}, a reservation of ${before}: a reservation is for one instance type; accepted: --instance ${before}, or first a purchase of kind on-demand in ${name}`,
    ]);
  return [];
}
