import type { Bytes } from "../units.ts";
import type { Purchase } from "./prices.ts";

/** A version of a model, with the fields that affect the bill. */
export interface ModelCostAsk {
  /** Name in the bill; omitted if the keep has only one. */
  name?: string;
  instance: string;
  replicas: number;
  purchase: Purchase;
  /** Size of the weights in the vault. */
  checkpoint: Bytes;
  /** Starts of a replica per month, each of which reads weights and image through the endpoints. */
  startsPerMonth: number;
  volumeGiB: number;
}

/** A keep, with the fields that affect the bill, including those of its first model. */
export interface CostAsk extends ModelCostAsk {
  /** Further models, and versions of models. */
  others?: readonly ModelCostAsk[];
  /** Zones of the network: each has its own endpoints. */
  zones: number;
  /** Whether it has an operator tunnel through Session Manager, with its own endpoints. */
  tunnel: boolean;
  /** Whether builds inside the VPC deploy the Kubernetes half, with their own endpoints. */
  runner: boolean;
  /** Whether clients connect over PrivateLink, through a network load balancer. */
  privateLink: boolean;
  /** Hours a day that the replicas run. */
  hoursPerDay: number;
  systemNodes: number;
  /** Logs per day, in GB: flow, DNS, cluster and audit. */
  logGBPerDay: number;
}

/** Defaults: those of the settings, and one start a day of each replica. */
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

/** The models and versions of a bill. */
export const modelsOf = ({ others = [], ...first }: CostAsk): readonly ModelCostAsk[] => [first, ...others];
