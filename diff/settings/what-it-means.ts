import { findInstance } from "../../catalog/instances.ts";
import { modelServerName, serverName } from "../../charts/names.ts";
import { servedModels } from "../../infra/settings/served-model.ts";
import { type ModelCostAsk, modelsOf } from "../../planner/cost/cost-ask.ts";
import { coldStart, plainStart } from "../../planner/start-up/cold-start.ts";
import type { CostChange } from "../cost/cost-change.ts";
import { settingsAsk } from "../cost/settings-ask.ts";
import type { SidedStack } from "../model.ts";
import type { ResourceChange } from "../resources/resource-change.ts";
import { inCatalogOf } from "../sides/in-catalog.ts";
import { signedUsd } from "../summary/money.ts";
import { keepOf } from "./keep-of.ts";
import { modelChanges } from "./model-changes.ts";

/** Results of a comparison of a stack, other than its settings. */
interface Followed {
  resources: readonly ResourceChange[];
  cost?: CostChange;
}

/**
 * The effect of a change of settings: on each model and its clients, which model servers restart and for how long, and the change of the
 * monthly cost.
 */
export function whatItMeans(before: SidedStack, after: SidedStack, { resources, cost }: Followed): string[] {
  const [was, is] = [before, after].map((side) => inCatalogOf(side, () => keepOf(side.config)));
  const served = [was, is].flatMap((keep) => (keep ? servedModels(keep).map(({ id }) => serverName(id)) : []));
  const names = new Set(served.length > 0 ? served : [modelServerName]);
  const means = [
    ...(was && is ? modelChanges(was, is) : []),
    ...[...names].flatMap((name) => {
      const server = resources.find((resource) => restarts(resource, name));
      return server ? [`${serverTitle(name)} restarts${startText(before, after, name, server)}`] : [];
    }),
    ...(cost ? moneyTexts(cost) : []),
  ];
  if (means.length > 0) return means;
  return [
    resources.length === 0 ? "no resource changes" : names.size > 1 ? "the model servers keep running" : "the model server keeps running",
  ];
}

/** The only model server of a keep has no name of its own. */
const serverTitle = (name: string) => (name === modelServerName ? "the model server" : `model server ${name}`);

/** The Deployment or pod group of a model server, where its pods are replaced. */
function restarts({ operation, type, name, properties }: ResourceChange, server: string): boolean {
  if (!name.endsWith(`/${server}`) || !/:(Deployment|LeaderWorkerSet)$/.test(type)) return false;
  return (
    operation === "replace" ||
    (operation === "update" && properties.some(({ path }) => /^spec\.(template|leaderWorkerTemplate)\b/.test(path)))
  );
}

/** Time from a new replica's start to its first token, on an existing node: known only on AWS, whose instances are in the catalog. */
function startText(before: SidedStack, after: SidedStack, name: string, server: ResourceChange): string {
  const [was, is] = [before, after].map((side) => inCatalogOf(side, () => askOf(side.config, name)));
  if (is === undefined) return "";
  const instance = inCatalogOf(after, () => findInstance(is.instance));
  if (instance === undefined) return "";
  const sameNode = was?.instance === is.instance;
  const sameModel = was?.checkpoint === is.checkpoint;
  const { total } = coldStart(instance, is.checkpoint, {
    ...plainStart,
    pulledImage: sameNode && !server.properties.some(({ path }) => path.endsWith(".image")),
    localWeights: sameNode && sameModel && instance.nvmeGB !== null,
  });
  return `, about ${Math.max(1, Math.round(total.mid / 60))} min per replica`;
}

/** What the bill has of one model server; undefined where it has nothing, as on hardware of one's own. */
function askOf(config: SidedStack["config"], server: string): ModelCostAsk | undefined {
  const settings = settingsAsk(config);
  if (typeof settings !== "object") return undefined;
  // A keep with one model server gives it no name in its bill.
  return modelsOf(settings.ask).find(({ name = modelServerName }) => name === server) ?? soleOf(modelsOf(settings.ask));
}

const soleOf = (asks: readonly ModelCostAsk[]) => (asks.length === 1 ? asks[0] : undefined);

function moneyTexts({ perMonth, perMonthAtMost }: CostChange): string[] {
  const least = changeOf(perMonth);
  const most = changeOf(perMonthAtMost);
  return [
    ...(least === undefined || least === 0 ? [] : [`${signedUsd(least)} a month`]),
    ...(most === undefined || most === 0 || most === least ? [] : [`${signedUsd(most)} a month with maximum replicas`]),
  ];
}

const changeOf = ({ before, after }: { before?: number; after?: number }) =>
  before === undefined || after === undefined ? undefined : after - before;
