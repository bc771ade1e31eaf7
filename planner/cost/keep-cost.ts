import { endpointServices } from "../../catalog/endpoints.ts";
import { findInstance } from "../../catalog/instances.ts";
import { keyPurposes } from "../../catalog/key-purposes.ts";
import { bottlerocketRootGiB, systemNode } from "../../catalog/system-node.ts";
import { type Hours, hours, type Usd, type UsdPerHour, usd, usdPerHour } from "../units.ts";
import { type CostAsk, type ModelCostAsk, modelsOf } from "./cost-ask.ts";
import { isSavingsPlan, type Prices, type Purchase } from "./prices.ts";

/** Hours of an average month. */
export const hoursPerMonth = hours(730);

const GB = 1e9;

/** One line of a bill. */
export interface CostLine {
  item: string;
  perMonth: Usd;
  /** Whether it is also paid while no replica runs. */
  fixed: boolean;
  /** The calculation, for example `7 x 2 zones x 730 h x 0.01`. */
  how: string;
}

/** A bill of an average month. */
export interface KeepCost {
  lines: CostLine[];
  /** Only the GPU instances, while they run. */
  gpuPerHour: UsdPerHour;
  perHour: UsdPerHour;
  perMonth: Usd;
  fixedPerMonth: Usd;
}

/** Size of all images in the registry and of the vLLM image that a replica pulls, in GB. Source: published sizes of vLLM 0.2x images. */
const imagesGB = 20;
const serverImageGB = 10;

/** Days of stored logs in the long run, with a retention of 400 days. */
const logDays = 400;

/**
 * The bill of an average month, line by line; undefined if the instance has no price for this purchase option.
 * Not included: traffic between zones, DNS queries, CloudTrail data events, requests to KMS and S3, support, tax and discounts; a client
 * pays for its own PrivateLink endpoint.
 * @throws RangeError for an implausible number.
 */
export function keepCost(ask: CostAsk, prices: Prices): KeepCost | undefined {
  const asks = modelsOf(ask);
  for (const name of ["zones", "hoursPerDay", "systemNodes", "logGBPerDay"] as const) refuseOdd(name, ask[name]);
  for (const one of asks) for (const name of ["replicas", "startsPerMonth", "volumeGiB"] as const) refuseOdd(name, one[name]);
  if (ask.hoursPerDay > 24) throw new RangeError(`hoursPerDay is ${ask.hoursPerDay}; accepted: 0 to 24`);
  const running = hours(hoursPerMonth * (ask.hoursPerDay / 24));
  const models = asks.flatMap((one) => {
    const instance = findInstance(one.instance);
    const each = prices.instance(one.instance, one.purchase);
    return !instance || each === null ? [] : [{ ...one, vcpus: instance.vcpus, each }];
  });
  if (models.length < asks.length) return undefined;
  const lines = [
    ...models.map((one) => gpuLine(one, paidWhole(one.purchase) ? hoursPerMonth : running)),
    ...platformLines(ask, prices),
    ...dataLines(ask, prices, running, models),
  ];
  const total = (of: CostLine[]) => of.reduce((sum, { perMonth }) => sum + perMonth, 0);
  const perMonth = usd(total(lines));
  return {
    lines,
    gpuPerHour: usdPerHour(sumOver(models, ({ replicas, each }) => replicas * each)),
    perHour: usdPerHour(perMonth / hoursPerMonth),
    perMonth,
    fixedPerMonth: usd(total(lines.filter(({ fixed }) => fixed))),
  };
}

/** A block is paid in full, and a Savings Plan for 24 hours a day, whether instances run or not. */
const paidWhole = (purchase: Purchase) => purchase === "capacity-block" || isSavingsPlan(purchase);

const line = (item: string, perMonth: number, fixed: boolean, how: string): CostLine => ({ item, perMonth: usd(perMonth), fixed, how });

/** The instances of a bill that have no price, as `g6.2xlarge (on-demand)`. */
export const withoutPrice = (ask: CostAsk, prices: Prices): string =>
  modelsOf(ask)
    .filter(({ instance, purchase }) => !findInstance(instance) || prices.instance(instance, purchase) === null)
    .map(({ instance, purchase }) => `${instance} (${purchase})`)
    .join(", ");

function refuseOdd(name: string, value: number): void {
  if (!(value >= 0) || !Number.isFinite(value)) throw new RangeError(`${name} is ${value}; accepted: a number of at least 0`);
}

/** A model with its hourly price and the vCPUs of its instance. */
type PricedModel = ModelCostAsk & { each: UsdPerHour; vcpus: number };

const sumOver = (models: readonly PricedModel[], of: (model: PricedModel) => number): number =>
  models.reduce((sum, model) => sum + of(model), 0);

function gpuLine({ name, instance, replicas, purchase, each }: PricedModel, paid: Hours): CostLine {
  return line(
    `GPU nodes${name === undefined ? "" : ` of ${name}`}, ${instance} (${purchase})`,
    replicas * paid * each,
    paidWhole(purchase),
    `${replicas} x ${paid.toFixed(0)} h x ${each}`,
  );
}

function platformLines({ zones, tunnel, runner, privateLink, systemNodes }: CostAsk, { services: s }: Prices): CostLine[] {
  const count = endpointServices({ tunnel, runner }).length;
  const keys = Object.keys(keyPurposes).length;
  return [
    line(
      "interface endpoints",
      count * zones * hoursPerMonth * s.endpointZoneHour,
      true,
      `${count} x ${zones} zones x ${hoursPerMonth} h x ${s.endpointZoneHour}`,
    ),
    line("EKS control plane", hoursPerMonth * s.eksHour, true, `${hoursPerMonth} h x ${s.eksHour}`),
    line("system nodes", systemNodes * hoursPerMonth * s.systemNodeHour, true, `${systemNodes} x ${hoursPerMonth} h x ${s.systemNodeHour}`),
    ...(privateLink
      ? [
          line(
            "network load balancer",
            hoursPerMonth * (s.nlbHour + s.nlcuHour),
            true,
            `${hoursPerMonth} h x (${s.nlbHour} + 1 unit x ${s.nlcuHour})`,
          ),
        ]
      : []),
    line("KMS keys", keys * s.kmsKeyMonth, true, `${keys} x ${s.kmsKeyMonth}`),
  ];
}

function dataLines(
  { systemNodes, logGBPerDay }: CostAsk,
  { services: s }: Prices,
  running: Hours,
  models: readonly PricedModel[],
): CostLine[] {
  const weightsGB = sumOver(models, ({ checkpoint }) => checkpoint / GB);
  const share = running / hoursPerMonth;
  const readGB = sumOver(
    models,
    ({ replicas, startsPerMonth, checkpoint }) => replicas * startsPerMonth * (checkpoint / GB + serverImageGB),
  );
  const systemGiB = systemNodes * (systemNode.volumeGiB + bottlerocketRootGiB);
  const nodeGiB = sumOver(models, ({ replicas, volumeGiB }) => replicas * (volumeGiB + bottlerocketRootGiB)) * share;
  const logGB = logGBPerDay * (365 / 12);
  const watched = systemNodes * systemNode.vcpus + sumOver(models, ({ replicas, vcpus }) => replicas * vcpus) * share;
  return [
    line("weights and images through endpoints", readGB * s.endpointGB, false, `${readGB.toFixed(0)} GB x ${s.endpointGB}`),
    line("vault", weightsGB * s.s3GBMonth, true, `${weightsGB.toFixed(0)} GB x ${s.s3GBMonth}`),
    line("registry", imagesGB * s.ecrGBMonth, true, `${imagesGB} GB x ${s.ecrGBMonth}`),
    line("volumes of system nodes", systemGiB * s.gp3GBMonth, true, `${systemGiB} GiB x ${s.gp3GBMonth}`),
    line("volumes of GPU nodes", nodeGiB * s.gp3GBMonth, false, `${nodeGiB.toFixed(0)} GiB x ${s.gp3GBMonth}`),
    line(
      "logs",
      logGB * s.logIngestGB + logGBPerDay * logDays * s.logStorageGBMonth,
      true,
      `${logGB.toFixed(0)} GB x ${s.logIngestGB} + ${(logGBPerDay * logDays).toFixed(0)} GB kept x ${s.logStorageGBMonth}`,
    ),
    line("GuardDuty runtime monitoring", watched * s.guardDutyVcpuMonth, false, `${watched.toFixed(0)} vCPU x ${s.guardDutyVcpuMonth}`),
  ];
}
