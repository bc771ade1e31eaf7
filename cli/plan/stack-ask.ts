import { serverName } from "../../charts/names.ts";
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
import { type ServedModel, servedModels } from "../../infra/settings/served-model.ts";
import { chooseStack } from "../stack-choice.ts";
import type { PlanOptions } from "./plan-options.ts";

/** One model of a keep, and the paths of its settings: what a plan is made for. */
type Planned<Kind extends ServedModel["target"]["kind"]> = ServedModel & {
  target: Extract<ServedModel["target"], { kind: Kind }>;
  paths: SettingsPaths;
  /** The other version of the model, where the settings have one. */
  other: ServedModel | undefined;
};

export type PlannedKeep = Planned<"eks">;
export type OwnKeep = Planned<"existing">;

/** What is accepted where settings have several models and none is chosen, of which these are the candidates. */
export type Advice = (models: readonly ServedModel[]) => string;

const nameOne: Advice = (models) => `accepted with --model: ${models.map(({ id }) => serverName(id)).join(", ")}`;

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
  const options = given.gpu === undefined ? stackOptions(keepOnAws(raw, of, given.model)) : ownOptions(keepOnCluster(raw, of, given.model));
  // A name in the settings selects the model; a name of the catalog may be another model, to be considered instead.
  const asSaid = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && !(name === "model" && value === options.server)),
  );
  return { ...options, ...asSaid };
}

/**
 * The settings of a model on AWS.
 * @param of their source, for messages
 * @param model its key in the settings, with `-next` for its next version, or its name in the catalog; left out: the only one
 * @param advice what is accepted where that leaves several
 * @throws UsageError where they are wrong, of a cluster that exists, or do not say which model
 */
export function keepOnAws(raw: unknown, of: string, model?: string, advice = nameOne): PlannedKeep {
  const { target, ...keep } = modelIn(raw, of, model, advice);
  if (target.kind !== "eks")
    throw new UsageError([
      `${of} is for an existing cluster, and a plan compares AWS instance types; accepted: target.kind eks, or --gpu with the GPUs of that cluster`,
    ]);
  return { ...keep, target };
}

/** The settings of a model on a cluster that exists, as {@link keepOnAws}. */
export function keepOnCluster(raw: unknown, of: string, model?: string, advice = nameOne): OwnKeep {
  const { target, ...keep } = modelIn(raw, of, model, advice);
  if (target.kind !== "existing")
    throw new UsageError([`${of} is for a keep on AWS, whose GPUs come with capacity.instance; accepted with --gpu: target.kind existing`]);
  return { ...keep, target };
}

function modelIn(raw: unknown, of: string, asked: string | undefined, advice: Advice): ServedModel & Pick<PlannedKeep, "paths" | "other"> {
  const read = readSettings(raw);
  if (!read.success) throw new UsageError([`${of}: ${formatProblems(problemsOf(read.error, schemaFor(raw), raw))}`]);
  const all = servedModels(read.data);
  const chosen = chosenOf(all, asked);
  const [served] = chosen;
  if (served === undefined || chosen.length > 1) {
    const called = served === undefined ? "" : ` called ${asked}`;
    throw new UsageError([`${of} has several models${called}, and a plan is of one; ${advice(served === undefined ? all : chosen)}`]);
  }
  const other = all.find(({ id }) => id.model === served.id.model && id.version !== served.id.version);
  return { ...served, paths: settingsPaths(read.data, served), other };
}

/** The versions that a name means: by the key, by the name in the catalog where one version has it, or else among the current ones. */
function chosenOf(all: readonly ServedModel[], asked: string | undefined): readonly ServedModel[] {
  const byKey = all.filter(({ id }) => serverName(id) === asked);
  if (byKey.length > 0) return byKey;
  const named = all.filter(({ model }) => model.name === asked);
  if (named.length === 1) return named;
  const current = all.filter(({ id }) => id.version === "current");
  if (current.length === 1) return current;
  const currentNamed = named.filter(({ id }) => id.version === "current");
  return currentNamed.length > 0 ? currentNamed : named;
}

/** What a keep's settings say, in the words of the options. A plan counts requests over all replicas, the settings those of one. */
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

/** The version that is not planned, whose nodes come on top. */
function leftOut({ id, model, capacity }: ServedModel): string {
  const count = capacity.replicas.min;
  const replicas = `${count} ${count === 1 ? "replica" : "replicas"}`;
  return `this plan leaves out the ${id.version} version, ${replicas} of ${model.name} on nodes of the same kind: plan it with --model ${serverName(id)}`;
}

/** What is served, and by how many replicas, on any target. */
function servedOptions({ id, model, capacity, clients, other }: PlannedKeep | OwnKeep): PlanOptions {
  const replicas = Math.max(1, capacity.replicas.min);
  return {
    server: serverName(id),
    ...(other === undefined ? {} : { otherVersion: leftOut(other) }),
    model: model.name,
    context: String(servedContext({ model, clients })),
    kvCacheDtype: model.kvCacheDtype,
    concurrency: String(capacity.concurrent * replicas),
    stackReplicas: String(replicas),
  };
}

/** What the settings of a keep on a cluster say; which GPUs these are they do not. */
function ownOptions(keep: OwnKeep): PlanOptions {
  const { gpus } = keep.capacity;
  return { ...servedOptions(keep), ...(gpus === undefined ? {} : { count: String(gpus.count) }) };
}
