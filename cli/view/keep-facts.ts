import { gpuRelease, type Image } from "../../catalog/images.ts";
import { findInstance } from "../../catalog/instances.ts";
import { validationText } from "../../catalog/validated-configurations.ts";
import { serverName } from "../../charts/names.ts";
import { settingsAsk } from "../../diff/cost/settings-ask.ts";
import { usd } from "../../diff/summary/money.ts";
import { isPlaceholder } from "../../evidence/report/sections/images.ts";
import type { Client } from "../../infra/settings/clients.ts";
import { servedContext } from "../../infra/settings/context.ts";
import { cpuCache } from "../../infra/settings/cpu-cache.ts";
import { fitQuestion } from "../../infra/settings/fit-question.ts";
import type { KeepSettings } from "../../infra/settings/keep.ts";
import { imagesOn, imagesWithoutDigest } from "../../infra/settings/placeholder-images.ts";
import { type ServedModel, servedModels } from "../../infra/settings/served-model.ts";
import { count } from "../../plan-report/text/quantities.ts";
import { modelsOf } from "../../planner/cost/cost-ask.ts";
import { keepCost, withoutPrice } from "../../planner/cost/keep-cost.ts";
import { catalogPrices, type Prices } from "../../planner/cost/prices.ts";
import { planFit } from "../../planner/fit.ts";
import { layoutWords } from "../../planner/vllm/layout.ts";
import type { Fact } from "../../terminal/facts.ts";
import { plural } from "../../terminal/plural.ts";

type Config = Readonly<Record<string, string>>;

/** The settings of a keep and what follows from them, in the order in which a newcomer asks. */
export function keepFacts(keep: KeepSettings, config: Config, prices: Prices = catalogPrices): Fact[] {
  const served = servedModels(keep);
  const each = (text: (model: ServedModel) => string) =>
    served.map((model) => (served.length === 1 ? text(model) : `${serverName(model.id)}: ${text(model)}`));
  return [
    {
      label: served.length === 1 ? "Model" : "Models",
      texts: each((model) => `${model.model.name}, requests of up to ${count(servedContext(model))} tokens`),
    },
    { label: "Runs on", texts: each(hardware) },
    { label: "Fits", texts: each(spareRoom) },
    ...validated(served, each),
    { label: "Replicas", texts: each(replicasOf) },
    clients(keep.clients),
    { label: "Cost", texts: [cost(config, prices)] },
    ...images(keep),
  ];
}

/** Whether the project has seen this model on these GPUs; nothing is said where there is none. */
function validated(served: readonly ServedModel[], each: (text: (model: ServedModel) => string) => string[]): Fact[] {
  if (served.some(({ target }) => target.kind === "existing" && target.accelerator === "none")) return [];
  return [{ label: "Validated", texts: each(validation) }];
}

function validation({ model, capacity: { instance, gpus, nodesPerReplica } }: ServedModel): string {
  const known = findInstance(instance ?? "");
  const count = known?.gpuCount ?? gpus?.count ?? 0;
  return validationText({ model: model.name, vllm: gpuRelease, gpu: known?.gpu, gpus: count, nodes: nodesPerReplica });
}

const replicasOf = ({ capacity: { replicas } }: ServedModel) =>
  replicas.min === replicas.max ? String(replicas.min) : `${replicas.min}, up to ${replicas.max}`;

function hardware(keep: ServedModel): string {
  const { layout } = keep.capacity;
  return layout === undefined ? machines(keep) : `${machines(keep)}; ${layoutWords(layout)}`;
}

function machines({ target, capacity: { instance, gpus, nodesPerReplica, purchase } }: ServedModel): string {
  if (target.kind === "existing") {
    const { vcpus, memoryGiB } = target.node;
    const node = `a node with ${vcpus} CPU cores and ${memoryGiB} GiB of memory`;
    const with_ = gpus === undefined ? `${node}, no GPU` : `${plural(gpus.count, "GPU")} of ${gpus.memoryGiB} GiB, ${node}`;
    return `${nodesPerReplica > 1 ? `${nodesPerReplica} nodes per replica, each: ` : ""}${with_}; an existing cluster`;
  }
  const known = findInstance(instance ?? "");
  const what = known ? `${known.name} (${known.gpuCount} x ${known.gpu})` : "no instance type";
  return `${what}, ${purchase.kind === "on-demand" ? "on demand" : `a ${purchase.kind}`}, in ${target.region}, account ${target.accountId}`;
}

const gib = (value: number) => `${value.toFixed(1)} GiB`;

/** The planner's verdict on memory; the kit's own program has refused settings that do not fit, another program may not. */
function spareRoom(keep: ServedModel): string {
  try {
    return room(keep);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `no: ${error.message}`;
  }
}

function room(keep: ServedModel): string {
  const { concurrent } = keep.capacity;
  const asked = concurrent === 1 ? "one such request at a time" : `${concurrent} such requests at once`;
  const question = fitQuestion(keep);
  if (question !== undefined) {
    const plan = planFit(question);
    if (plan.fits === null) return `not evaluated: ${plan.reason}`;
    if (!plan.fits) return `no: ${plan.reason}`;
    const spare = plan.perGpu.kvPoolGiB - plan.kvNeededGiB;
    const most = plan.maxConcurrent > concurrent ? `, and room for ${plan.maxConcurrent}` : "";
    return `with ${gib(spare)} spare on ${question.gpu.count * (question.nodes ?? 1) === 1 ? "the GPU" : "each GPU"}: ${asked}${most}`;
  }
  const cache = cpuCache(keep);
  if (cache?.neededGiB === undefined) return "not evaluated: the catalog lacks a fact about the model";
  return `with ${gib(cache.poolGiB - cache.neededGiB)} of memory spare: ${asked}`;
}

/** Clients that a summary names; others are only counted. */
const mostClients = 4;

function clients(all: readonly Client[]): Fact {
  if (all.length === 0)
    return { label: "Clients", texts: ["none: all calls are denied until you add a client under clients"], tone: "look" };
  const rest = all.length - mostClients;
  return { label: "Clients", texts: [...all.slice(0, mostClients).map(client), ...(rest > 0 ? [`and ${plural(rest, "other")}`] : [])] };
}

function client(one: Client): string {
  const models = one.models === undefined ? "" : `, for ${one.models.join(" and ")}`;
  return `${one.name}, ${source(one.from)}${models}`;
}

function source(from: Client["from"]): string {
  switch (from.kind) {
    case "workload":
      return `from service account ${from.serviceAccount} in namespace ${from.namespace}`;
    case "private-link":
      return `over PrivateLink from ${from.principal}${from.ranges.length > 0 ? ` (${from.ranges.join(", ")})` : ""}`;
  }
}

function cost(config: Config, prices: Prices): string {
  const settings = settingsAsk(config);
  if (settings === undefined) return "not priced: hardware of your own";
  if (typeof settings === "string") return `unknown: ${settings}`;
  const [least, most] = [settings.ask, settings.most].map((ask) => keepCost(ask, prices)?.perMonth);
  if (least === undefined || most === undefined) return `unknown: no price for ${withoutPrice(settings.ask, prices)}`;
  const range = least === most ? usd(least) : `${usd(least)} to ${usd(most)}`;
  return `${range} a month, at ${modelsOf(settings.ask).some(({ purchase }) => purchase === "capacity-block") ? "the lowest Capacity Block price, the rest at " : ""}prices of ${prices.basis.split(";")[0]}`;
}

/** Images with a placeholder digest, each marked as such. */
function images(keep: KeepSettings): Fact[] {
  const texts = [
    ...imagesWithoutDigest(keep).map(({ name }) => `PLACEHOLDER for ${name}: no digest is given, and deployments refuse that`),
    ...givenPlaceholders(keep).map(({ name }) => `PLACEHOLDER for ${name}: the given digest is not of an image`),
  ];
  return texts.length === 0 ? [] : [{ label: "Images", texts, tone: "look" }];
}

const givenPlaceholders = ({ images: chosen, target }: KeepSettings): Image[] =>
  imagesOn(target).filter(({ name }) => isPlaceholder(chosen[name] ?? ""));

/** Images whose real digest is still to be set. */
export function placeholderImages(keep: KeepSettings): Image[] {
  return [...imagesWithoutDigest(keep), ...givenPlaceholders(keep)];
}
