import { findModel } from "../../catalog/models.ts";
import { systemNode } from "../../catalog/system-node.ts";
import { serverName } from "../../charts/names.ts";
import { usualSystem, usualVolumeGiB } from "../../infra/settings/capacity.ts";
import { isPrivateLink } from "../../infra/settings/clients.ts";
import { withEksDefaults } from "../../infra/settings/eks-settings.ts";
import { type KeepSettings, readSettings } from "../../infra/settings/keep.ts";
import { soleModel } from "../../infra/settings/models.ts";
import { type ServedModel, servedModels } from "../../infra/settings/served-model.ts";
import { type CostAsk, costDefaults, type ModelCostAsk } from "../../planner/cost/cost-ask.ts";
import { checkpointOf } from "../../planner/fit-model.ts";
import { bytes } from "../../planner/units.ts";

/** Inputs of a bill, and the settings that it does not cover. */
export interface PricedSettings {
  ask: CostAsk;
  /** The same with the maximum number of replicas. */
  most: CostAsk;
  /** Settings that affect cost but that the bill does not cover, as `path: value`. */
  unpriced: string[];
}

/** The retention that the bill assumes, in days. */
const pricedRetentionDays = 400;

/**
 * The inputs of a stack's bill, from its settings. Undefined where the stack is not a keep on AWS; a message of one sentence where its
 * settings cannot be read.
 */
export function settingsAsk(config: Readonly<Record<string, string>>): PricedSettings | string | undefined {
  const text = config["modelkeep:keep"];
  if (text === undefined) return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return "modelkeep:keep is not an object";
  }
  const parsed = readSettings(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `modelkeep:keep is not valid in this release: ${issue?.path.join(".")}: ${issue?.message}`;
  }
  return parsed.data.target.kind === "eks" ? pricedSettings(parsed.data) : undefined;
}

function pricedSettings(keep: KeepSettings): PricedSettings | string {
  const { target } = keep;
  if (target.kind !== "eks") return "the settings name no instance type";
  const served = servedModels(keep);
  const models = served.flatMap((one) => pricedModel(one, served.length > 1));
  const [first, ...others] = models;
  if (first === undefined || models.length < served.length) return "the settings name no instance type";
  const platform = {
    ...costDefaults,
    zones: target.network.zones,
    tunnel: target.access.tunnel,
    runner: target.access.runner !== undefined,
    privateLink: keep.clients.some(isPrivateLink),
    systemNodes: (keep.system ?? usualSystem).nodes,
  };
  const askWith = (replicasOf: (model: PricedModel) => number): CostAsk => {
    const [own, ...rest] = [first, ...others].map((model) => ({ ...model.ask, replicas: replicasOf(model) }));
    return { ...platform, ...own!, ...(rest.length > 0 ? { others: rest } : {}) };
  };
  return {
    ask: askWith(({ replicas }) => replicas.min),
    most: askWith(({ replicas }) => Math.max(replicas.min, replicas.max)),
    unpriced: unpricedOf(keep),
  };
}

interface PricedModel {
  ask: Omit<ModelCostAsk, "replicas">;
  replicas: { min: number; max: number };
}

function pricedModel(
  { id, model, capacity: { instance, replicas, purchase, volumeGiB = usualVolumeGiB } }: ServedModel,
  several: boolean,
): PricedModel[] {
  const known = findModel(model.name);
  if (instance === undefined || known === undefined) return [];
  const ask: PricedModel["ask"] = {
    // The only model of a keep has no name, and gets none when others join it.
    ...(several && serverName(id) !== soleModel ? { name: serverName(id) } : {}),
    instance,
    // A reservation of on-demand capacity is billed by the on-demand price.
    purchase: purchase.kind === "capacity-block" ? "capacity-block" : "on-demand",
    checkpoint: bytes(checkpointOf(known)),
    startsPerMonth: costDefaults.startsPerMonth,
    volumeGiB,
  };
  return [{ ask, replicas }];
}

function unpricedOf(keep: KeepSettings): string[] {
  const { system = usualSystem, target } = keep;
  if (target.kind !== "eks") return [];
  const { retentionDays } = withEksDefaults(keep).audit;
  const replica = target.vault.replicaRegion;
  return [
    ...(system.instance === systemNode.instance ? [] : [`capacity.system.instance: ${system.instance}`]),
    ...(retentionDays === pricedRetentionDays ? [] : [`audit.retentionDays: ${retentionDays}`]),
    ...(replica === undefined ? [] : [`target.vault.replicaRegion: ${replica}`]),
    `target.region: ${target.region}`,
  ];
}
