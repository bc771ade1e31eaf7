import { UsageError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { findProject, readProject } from "../../engine/stack/project.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { isPrivateLink } from "../../infra/settings/clients.ts";
import { servedContext } from "../../infra/settings/context.ts";
import { problemsOf } from "../../infra/settings/issue.ts";
import { type KeepSettings, keepSchema } from "../../infra/settings/keep.ts";
import { formatProblems } from "../../infra/settings/problem.ts";
import { chooseStack } from "../stack-choice.ts";
import type { PlanOptions } from "./plan-options.ts";

/** Settings of a keep on AWS. */
export type PlannedKeep = KeepSettings & { target: Extract<KeepSettings["target"], { kind: "eks" }> };

/** Settings of a keep on an existing cluster. */
export type OwnKeep = KeepSettings & { target: Extract<KeepSettings["target"], { kind: "existing" }> };

/**
 * The options of a plan, completed from a stack's settings where they are left out.
 * @throws UsageError where there is no such stack, its settings are invalid, or it cannot be planned
 */
export async function withStack({ stack: asked, ...given }: PlanOptions): Promise<PlanOptions> {
  if (asked === undefined) return given;
  const root = await findProject(given.cwd ?? process.cwd());
  const { stack } = await chooseStack(root, asked);
  const { values } = await readStackConfig(await readProject(root), stack);
  const text = values[keepSettings];
  if (text === undefined) throw new UsageError([`stack ${stack} has no ${keepSettings}, so there is nothing to plan for`]);
  const asSaid = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const [raw, of] = [JSON.parse(text), `stack ${stack}`];
  return { ...(given.gpu === undefined ? stackOptions(keepOnAws(raw, of)) : ownOptions(keepOnCluster(raw, of))), ...asSaid };
}

/**
 * The settings of a keep on AWS. @param of their source, for messages @throws UsageError where they are invalid or for an existing cluster
 */
export function keepOnAws(raw: unknown, of: string): PlannedKeep {
  const { target, ...keep } = keepIn(raw, of);
  if (target.kind !== "eks")
    throw new UsageError([
      `${of} is for an existing cluster, and a plan compares AWS instance types; accepted: target.kind eks, or --gpu with the GPUs of that cluster`,
    ]);
  return { ...keep, target };
}

/** The settings of a keep on an existing cluster. @throws UsageError where they are invalid, or for a keep on AWS */
export function keepOnCluster(raw: unknown, of: string): OwnKeep {
  const { target, ...keep } = keepIn(raw, of);
  if (target.kind !== "existing")
    throw new UsageError([`${of} is for a keep on AWS, whose GPUs come with capacity.instance; accepted with --gpu: target.kind existing`]);
  return { ...keep, target };
}

function keepIn(raw: unknown, of: string): KeepSettings {
  const parsed = keepSchema.safeParse(raw);
  if (!parsed.success) throw new UsageError([`${of}: ${formatProblems(problemsOf(parsed.error, keepSchema, raw))}`]);
  return parsed.data;
}

/** A keep's settings as plan options. A plan counts requests over all replicas, the settings those of one. */
function stackOptions(keep: PlannedKeep): PlanOptions {
  const { target, capacity, clients } = keep;
  const { instance, purchase, layout } = capacity;
  return {
    ...servedOptions(keep),
    ...(instance === undefined ? {} : { instance }),
    ...(layout === undefined ? {} : { stackLayout: layout }),
    // An on-demand capacity reservation is billed at the on-demand price.
    buy: purchase.kind === "capacity-block" ? "capacity-block" : "on-demand",
    region: target.region,
    zones: String(target.network.zones),
    tunnel: target.access.tunnel,
    runner: target.access.runner !== undefined,
    privateLink: clients.some(isPrivateLink),
  };
}

/** What is served, and by how many replicas, on any target. */
function servedOptions({ model, capacity, clients }: KeepSettings): PlanOptions {
  const replicas = Math.max(1, capacity.replicas.min);
  return {
    model: model.name,
    context: String(servedContext({ model, clients })),
    kvCacheDtype: model.kvCacheDtype,
    concurrency: String(capacity.concurrent * replicas),
    replicas: String(replicas),
  };
}

/** The settings of a keep on an existing cluster as plan options; they do not name the GPU model. */
function ownOptions(keep: OwnKeep): PlanOptions {
  const { gpus } = keep.capacity;
  return { ...servedOptions(keep), ...(gpus === undefined ? {} : { count: String(gpus.count) }) };
}
