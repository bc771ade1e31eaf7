import { UsageError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { findProject, readProject } from "../../engine/stack/project.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { isPrivateLink } from "../../infra/settings/clients.ts";
import { servedContext } from "../../infra/settings/context.ts";
import { problemsOf } from "../../infra/settings/issue.ts";
import { readSettings, schemaFor } from "../../infra/settings/keep.ts";
import { type SettingsPaths, settingsPaths } from "../../infra/settings/paths.ts";
import { formatProblems } from "../../infra/settings/problem.ts";
import { currentModels, type ServedModel } from "../../infra/settings/served-model.ts";
import { chooseStack } from "../stack-choice.ts";
import type { PlanOptions } from "./plan-options.ts";

/** One model of a keep, and the paths of its settings: what a plan is made for. */
type Planned<Kind extends ServedModel["target"]["kind"]> = ServedModel & {
  target: Extract<ServedModel["target"], { kind: Kind }>;
  paths: SettingsPaths;
};

export type PlannedKeep = Planned<"eks">;
export type OwnKeep = Planned<"existing">;

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
  const [raw, of] = [JSON.parse(text), `stack ${stack}`];
  const { id, ...options } =
    given.gpu === undefined ? stackOptions(keepOnAws(raw, of, given.model)) : ownOptions(keepOnCluster(raw, of, given.model));
  // A key of the settings selects the model; a name of the catalog may be another model, to be considered instead.
  const asSaid = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && !(name === "model" && value === id.model)),
  );
  return { ...options, ...asSaid };
}

/**
 * The settings of a model on AWS.
 * @param of their source, for messages
 * @param model its key in the settings or its name in the catalog; left out: the only one
 * @throws UsageError where they are wrong, of a cluster that exists, or do not say which model
 */
export function keepOnAws(raw: unknown, of: string, model?: string): PlannedKeep {
  const { target, ...keep } = modelIn(raw, of, model);
  if (target.kind !== "eks")
    throw new UsageError([
      `${of} is for an existing cluster, and a plan compares AWS instance types; accepted: target.kind eks, or --gpu with the GPUs of that cluster`,
    ]);
  return { ...keep, target };
}

/** The settings of a model on a cluster that exists, as {@link keepOnAws}. */
export function keepOnCluster(raw: unknown, of: string, model?: string): OwnKeep {
  const { target, ...keep } = modelIn(raw, of, model);
  if (target.kind !== "existing")
    throw new UsageError([`${of} is for a keep on AWS, whose GPUs come with capacity.instance; accepted with --gpu: target.kind existing`]);
  return { ...keep, target };
}

function modelIn(raw: unknown, of: string, asked: string | undefined): ServedModel & { paths: SettingsPaths } {
  const read = readSettings(raw);
  if (!read.success) throw new UsageError([`${of}: ${formatProblems(problemsOf(read.error, schemaFor(raw), raw))}`]);
  const models = currentModels(read.data);
  const chosen = models.length === 1 ? models : models.filter(({ id, model }) => id.model === asked || model.name === asked);
  const [served, ...others] = chosen;
  if (served === undefined || others.length > 0) {
    const keys = (others.length > 0 ? chosen : models).map(({ id }) => id.model).join(", ");
    throw new UsageError([
      `${of} has several models${others.length > 0 ? ` called ${asked}` : ""}, and a plan is of one; accepted with --model: ${keys}`,
    ]);
  }
  return { ...served, paths: settingsPaths(read.data, served) };
}

/** Options of a plan, and the model of the settings that they are of. */
type ModelOptions = PlanOptions & Pick<ServedModel, "id">;

/** What a keep's settings say, in the words of the options. A plan counts requests over all replicas, the settings those of one. */
function stackOptions(keep: PlannedKeep): ModelOptions {
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
function servedOptions({ id, model, capacity, clients }: ServedModel): ModelOptions {
  const replicas = Math.max(1, capacity.replicas.min);
  return {
    id,
    model: model.name,
    context: String(servedContext({ model, clients })),
    kvCacheDtype: model.kvCacheDtype,
    concurrency: String(capacity.concurrent * replicas),
    replicas: String(replicas),
  };
}

/** What the settings of a keep on a cluster say; which GPUs these are they do not. */
function ownOptions(keep: OwnKeep): ModelOptions {
  const { gpus } = keep.capacity;
  return { ...servedOptions(keep), ...(gpus === undefined ? {} : { count: String(gpus.count) }) };
}
