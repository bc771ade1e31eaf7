import { findInstance } from "../../catalog/instances.ts";
import { coldStart, plainStart } from "../../planner/start-up/cold-start.ts";
import type { CostChange } from "../cost/cost-change.ts";
import { settingsAsk } from "../cost/settings-ask.ts";
import type { SidedStack } from "../model.ts";
import type { ResourceChange } from "../resources/resource-change.ts";
import { inCatalogOf } from "../sides/in-catalog.ts";
import { signedUsd } from "../summary/money.ts";

/** Results of a comparison of a stack, other than its settings. */
interface Followed {
  resources: readonly ResourceChange[];
  cost?: CostChange;
}

/** The effect of a change of settings: whether the model server restarts and for how long, and the change of the monthly cost. */
export function whatItMeans(before: SidedStack, after: SidedStack, { resources, cost }: Followed): string[] {
  const server = resources.find(restartsServer);
  const means = [...(server ? [`the model server restarts${startText(before, after, server)}`] : []), ...(cost ? moneyTexts(cost) : [])];
  if (means.length > 0) return means;
  return [resources.length === 0 ? "no resource changes" : "the model server keeps running"];
}

/** The Deployment or pod group that serves the model, where its pods are replaced. */
function restartsServer({ operation, type, name, properties }: ResourceChange): boolean {
  if (!/\/model-server$/.test(name) || !/:(Deployment|LeaderWorkerSet)$/.test(type)) return false;
  return (
    operation === "replace" ||
    (operation === "update" && properties.some(({ path }) => /^spec\.(template|leaderWorkerTemplate)\b/.test(path)))
  );
}

/** Time from a new replica's start to its first token, on an existing node: known only on AWS, whose instances are in the catalog. */
function startText(before: SidedStack, after: SidedStack, server: ResourceChange): string {
  const [was, is] = [before, after].map((side) => inCatalogOf(side, () => settingsAsk(side.config)));
  if (typeof is !== "object") return "";
  const instance = inCatalogOf(after, () => findInstance(is.ask.instance));
  if (instance === undefined) return "";
  const sameNode = typeof was === "object" && was.ask.instance === is.ask.instance;
  const sameModel = typeof was === "object" && was.ask.checkpoint === is.ask.checkpoint;
  const { total } = coldStart(instance, is.ask.checkpoint, {
    ...plainStart,
    pulledImage: sameNode && !server.properties.some(({ path }) => path.endsWith(".image")),
    localWeights: sameNode && sameModel && instance.nvmeGB !== null,
  });
  return `, about ${Math.max(1, Math.round(total.mid / 60))} min per replica`;
}

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
