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
import type { PlanOptions } from "../verbs/plan-options.ts";

/** Settings of a keep on AWS: what a plan is made for. */
export type PlannedKeep = KeepSettings & { target: Extract<KeepSettings["target"], { kind: "eks" }> };

/**
 * The options of a plan with those that a stack's settings give in place of what is left out.
 * @throws UsageError where there is no such stack, its settings are wrong, or no plan can be made of it
 */
export async function withStack({ stack: asked, ...given }: PlanOptions): Promise<PlanOptions> {
  if (asked === undefined) return given;
  const root = await findProject(given.cwd ?? process.cwd());
  const { stack } = await chooseStack(root, asked);
  const { values } = await readStackConfig(await readProject(root), stack);
  const text = values[keepSettings];
  if (text === undefined) throw new UsageError([`stack ${stack} has no ${keepSettings}, so there is nothing to plan for`]);
  const asSaid = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...stackOptions(keepOnAws(JSON.parse(text), `stack ${stack}`)), ...Object.fromEntries(asSaid) };
}

/** The settings of a keep on AWS. @param of where they stand, for messages @throws UsageError where they are wrong, or of a cluster that exists */
export function keepOnAws(raw: unknown, of: string): PlannedKeep {
  const parsed = keepSchema.safeParse(raw);
  if (!parsed.success) throw new UsageError([`${of}: ${formatProblems(problemsOf(parsed.error, keepSchema, raw))}`]);
  const { data } = parsed;
  if (data.target.kind !== "eks")
    throw new UsageError([`${of} is of a cluster that exists, and a plan weighs instance types of AWS; accepted is target.kind eks`]);
  return { ...data, target: data.target };
}

/** What a keep's settings say, in the words of the options. A plan counts requests over all replicas, the settings those of one. */
function stackOptions({ model, target, capacity, clients }: PlannedKeep): PlanOptions {
  const replicas = Math.max(1, capacity.replicas.min);
  const { instance, purchase, concurrent, layout } = capacity;
  return {
    model: model.name,
    context: String(servedContext({ model, clients })),
    kvCacheDtype: model.kvCacheDtype,
    concurrency: String(concurrent * replicas),
    replicas: String(replicas),
    ...(instance === undefined ? {} : { instance }),
    ...(layout === undefined ? {} : { stackLayout: layout }),
    // A reservation of on-demand capacity is billed by the on-demand price.
    buy: purchase.kind === "capacity-block" ? "capacity-block" : "on-demand",
    region: target.region,
    zones: String(target.network.zones),
    tunnel: target.access.tunnel,
    runner: target.access.runner !== undefined,
    privateLink: clients.some(isPrivateLink),
  };
}
