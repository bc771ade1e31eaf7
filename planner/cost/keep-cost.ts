import { findInstance } from "../../catalog/instances.ts";
import { type Bytes, type Hours, hours, type Usd, type UsdPerHour, usd, usdPerHour } from "../units.ts";
import { isSavingsPlan, type Prices, type Purchase } from "./prices.ts";

/** Hours of an average month. */
export const hoursPerMonth = hours(730);

const GB = 1e9;

/** A keep, as far as its bill follows from it. */
export interface CostAsk {
  instance: string;
  replicas: number;
  purchase: Purchase;
  /** Zones of the network: each has its own endpoints. */
  zones: number;
  /** Whether an operator's tunnel through Session Manager is there, with two endpoints of its own. */
  tunnel: boolean;
  /** Whether builds inside the VPC deploy the Kubernetes half, with three endpoints of their own. */
  runner: boolean;
  /** Whether clients come over PrivateLink, through a network load balancer. */
  privateLink: boolean;
  /** Hours a day that the replicas run. */
  hoursPerDay: number;
  /** Size of the weights in the vault. */
  checkpoint: Bytes;
  /** Times a month that a replica starts, each of which reads weights and image through the endpoints. */
  startsPerMonth: number;
  systemNodes: number;
  volumeGiB: number;
  /** Logs of a day, in GB: flow, DNS, cluster and audit. */
  logGBPerDay: number;
}

/** What is taken where nothing is said: the settings' own defaults, and one start a day of each replica. */
export const costDefaults = {
  purchase: "on-demand",
  zones: 2,
  tunnel: false,
  runner: false,
  privateLink: true,
  hoursPerDay: 24,
  startsPerMonth: 30,
  systemNodes: 2,
  volumeGiB: 200,
  logGBPerDay: 1,
} as const satisfies Partial<CostAsk>;

/** One line of a bill. */
export interface CostLine {
  item: string;
  perMonth: Usd;
  /** Whether it is paid while no replica runs as well. */
  fixed: boolean;
  /** How it came about, for example `7 x 2 zones x 730 h x 0.01`. */
  how: string;
}

/** A bill of an average month. */
export interface KeepCost {
  lines: CostLine[];
  /** GPU instances alone while they run. */
  gpuPerHour: UsdPerHour;
  perHour: UsdPerHour;
  perMonth: Usd;
  fixedPerMonth: Usd;
}

/** Endpoints of every keep, of the tunnel, and of the runner. Source: `infra/aws/network/endpoint-choice.ts`. */
const endpoints = { always: 7, tunnel: 2, runner: 3 };

/** Keys of a keep. Source: `infra/aws/keys/keys.ts`. */
const keys = 5;

/** Data volume of a system node in GiB, and system volumes beside it. Source: `infra/aws/nodes/system-pool.ts`; Bottlerocket's own volume. */
const systemVolumeGiB = 50;
const rootVolumeGiB = 4;

/** Images in the registry and the size of the vLLM image that a replica pulls, in GB. Source: sizes published for vLLM 0.2x images. */
const imagesGB = 20;
const serverImageGB = 10;

/** Days that logs are kept on average for print: what 400 days of retention hold in the long run. */
const logDays = 400;

/** vCPUs of a system node (m7i.large). */
const systemVcpus = 2;

/**
 * The bill of an average month, line by line; undefined where the instance has no price for this purchase.
 * Not counted: traffic between zones, DNS queries, CloudTrail data events, requests to KMS and S3, support, tax and discounts; a client pays for
 * its own PrivateLink endpoint.
 * @throws RangeError for a number that cannot be meant.
 */
export function keepCost(ask: CostAsk, prices: Prices): KeepCost | undefined {
  for (const name of ["replicas", "zones", "hoursPerDay", "startsPerMonth", "systemNodes", "volumeGiB", "logGBPerDay"] as const)
    if (!(ask[name] >= 0) || !Number.isFinite(ask[name]))
      throw new RangeError(`${name} is ${ask[name]}; accepted is a number of at least 0`);
  if (ask.hoursPerDay > 24) throw new RangeError(`hoursPerDay is ${ask.hoursPerDay}; accepted are 0 to 24`);
  const instance = findInstance(ask.instance);
  const each = prices.instance(ask.instance, ask.purchase);
  if (!instance || each === null) return undefined;
  const running = hours(hoursPerMonth * (ask.hoursPerDay / 24));
  const paid = paidWhole(ask.purchase) ? hoursPerMonth : running;
  const lines = [...gpuLines(ask, each, paid), ...platformLines(ask, prices), ...dataLines(ask, prices, running, instance.vcpus)];
  const total = (of: CostLine[]) => of.reduce((sum, { perMonth }) => sum + perMonth, 0);
  const perMonth = usd(total(lines));
  return {
    lines,
    gpuPerHour: usdPerHour(ask.replicas * each),
    perHour: usdPerHour(perMonth / hoursPerMonth),
    perMonth,
    fixedPerMonth: usd(total(lines.filter(({ fixed }) => fixed))),
  };
}

/** A block is paid for whole, and a Savings Plan for 24 hours a day, whether instances run or not. */
const paidWhole = (purchase: Purchase) => purchase === "capacity-block" || isSavingsPlan(purchase);

const line = (item: string, perMonth: number, fixed: boolean, how: string): CostLine => ({ item, perMonth: usd(perMonth), fixed, how });

function gpuLines({ instance, replicas, purchase }: CostAsk, each: UsdPerHour, paid: Hours): CostLine[] {
  return [
    line(
      `GPU nodes, ${instance} (${purchase})`,
      replicas * paid * each,
      paidWhole(purchase),
      `${replicas} x ${paid.toFixed(0)} h x ${each}`,
    ),
  ];
}

function platformLines({ zones, tunnel, runner, privateLink, systemNodes }: CostAsk, { services: s }: Prices): CostLine[] {
  const count = endpoints.always + (tunnel ? endpoints.tunnel : 0) + (runner ? endpoints.runner : 0);
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

function dataLines(ask: CostAsk, { services: s }: Prices, running: Hours, vcpus: number): CostLine[] {
  const { replicas, checkpoint, startsPerMonth, systemNodes, volumeGiB, logGBPerDay } = ask;
  const weightsGB = checkpoint / GB;
  const share = running / hoursPerMonth;
  const readGB = replicas * startsPerMonth * (weightsGB + serverImageGB);
  const systemGiB = systemNodes * (systemVolumeGiB + rootVolumeGiB);
  const nodeGiB = replicas * (volumeGiB + rootVolumeGiB) * share;
  const logGB = logGBPerDay * (365 / 12);
  const watched = systemNodes * systemVcpus + replicas * vcpus * share;
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
