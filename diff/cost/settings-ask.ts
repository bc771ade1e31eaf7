import { findModel } from "../../catalog/models.ts";
import { systemNode } from "../../catalog/system-node.ts";
import { isPrivateLink } from "../../infra/settings/clients.ts";
import { type KeepSettings, keepSchema } from "../../infra/settings/keep.ts";
import { type CostAsk, costDefaults } from "../../planner/cost/keep-cost.ts";
import { checkpointOf } from "../../planner/fit-model.ts";
import { bytes } from "../../planner/units.ts";

/** Inputs of a bill, and the settings that it does not cover. */
export interface PricedSettings {
  ask: CostAsk;
  /** Maximum number of replicas. */
  mostReplicas: number;
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
  const parsed = keepSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `modelkeep:keep is not valid in this release: ${issue?.path.join(".")}: ${issue?.message}`;
  }
  return parsed.data.target.kind === "eks" ? pricedSettings(parsed.data) : undefined;
}

function pricedSettings(keep: KeepSettings): PricedSettings | string {
  const { capacity, target, clients, model } = keep;
  const known = findModel(model.name);
  if (target.kind !== "eks" || capacity.instance === undefined || known === undefined) return "the settings name no instance type";
  const { replicas, purchase, system, volumeGiB } = capacity;
  const ask: CostAsk = {
    ...costDefaults,
    instance: capacity.instance,
    replicas: replicas.min,
    // An on-demand capacity reservation is billed at the on-demand price.
    purchase: purchase.kind === "capacity-block" ? "capacity-block" : "on-demand",
    zones: target.network.zones,
    tunnel: target.access.tunnel,
    runner: target.access.runner !== undefined,
    privateLink: clients.some(isPrivateLink),
    checkpoint: bytes(checkpointOf(known)),
    systemNodes: system.nodes,
    volumeGiB,
  };
  return { ask, mostReplicas: replicas.max, unpriced: unpricedOf(keep) };
}

function unpricedOf({ capacity: { system }, target, audit }: KeepSettings): string[] {
  if (target.kind !== "eks") return [];
  const replica = target.vault.replicaRegion;
  return [
    ...(system.instance === systemNode.instance ? [] : [`capacity.system.instance: ${system.instance}`]),
    ...(audit.retentionDays === pricedRetentionDays ? [] : [`audit.retentionDays: ${audit.retentionDays}`]),
    ...(replica === undefined ? [] : [`target.vault.replicaRegion: ${replica}`]),
    `target.region: ${target.region}`,
  ];
}
