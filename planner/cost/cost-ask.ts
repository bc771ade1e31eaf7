import type { Bytes } from "../units.ts";
import type { Purchase } from "./prices.ts";

/** A version of a model, as far as the bill of its keep follows from it. */
export interface ModelCostAsk {
  /** What the bill calls it; left out where the keep has only one. */
  name?: string;
  instance: string;
  replicas: number;
  purchase: Purchase;
  /** Size of the weights in the vault. */
  checkpoint: Bytes;
  /** Times a month that a replica starts, each of which reads weights and image through the endpoints. */
  startsPerMonth: number;
  volumeGiB: number;
}

/** A keep, as far as its bill follows from it: the fields of its first model are its own. */
export interface CostAsk extends ModelCostAsk {
  /** Further models, and versions of models. */
  others?: readonly ModelCostAsk[];
  /** Zones of the network: each has its own endpoints. */
  zones: number;
  /** Whether an operator's tunnel through Session Manager is there, with endpoints of its own. */
  tunnel: boolean;
  /** Whether builds inside the VPC deploy the Kubernetes half, with endpoints of their own. */
  runner: boolean;
  /** Whether clients come over PrivateLink, through a network load balancer. */
  privateLink: boolean;
  /** Hours a day that the replicas run. */
  hoursPerDay: number;
  systemNodes: number;
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

/** The models and versions of a bill. */
export const modelsOf = ({ others = [], ...first }: CostAsk): readonly ModelCostAsk[] => [first, ...others];
