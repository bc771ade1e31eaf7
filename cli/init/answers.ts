import { findRegion } from "../../catalog/regions.ts";

/** Where a new keep runs; each target starts from one of the example stacks. */
export const targets = ["eks", "existing", "laptop"] as const;

export type InitTarget = (typeof targets)[number];

/** The example that a new stack file is made from. */
export const origins: Readonly<Record<InitTarget, string>> = { eks: "demo", existing: "on-prem", laptop: "laptop" };

/** The choices for a new keep; a choice that is left out keeps the example's value. */
export interface Answers {
  target: InitTarget;
  /** Name in the catalog. */
  model?: string;
  /** AWS: twelve digits. */
  account?: string;
  region?: string;
  /** AWS: names of the availability zones, separated by commas; only where the catalog does not know those of the region. */
  zones?: string;
  /** AWS: type of the GPU nodes. */
  instance?: string;
  /** Existing cluster: kubeconfig context. */
  context?: string;
  /** Existing cluster: GPUs of one node and the memory of each in GiB, as `4x48`. */
  gpus?: string;
  /** Existing cluster: allocatable CPU cores and memory in GiB of a node, as `32x256`. */
  node?: string;
  /** Existing cluster: PersistentVolume with the weights. */
  volume?: string;
}

/** Answers that apply to a target. */
export const asked: Readonly<Record<InitTarget, readonly Exclude<keyof Answers, "target">[]>> = {
  eks: ["model", "account", "region", "zones", "instance"],
  existing: ["model", "context", "gpus", "node", "volume"],
  laptop: ["model", "context", "node", "volume"],
};

/** Whether the zones of a region have to be named: the catalog does not know them. */
export const needsZones = ({ region }: Pick<Answers, "region">): boolean =>
  region !== undefined && findRegion(region)?.zoneLetters === null;

/** How zones are written, of a region where one is known. */
export const acceptedZones = (region = "eu-central-1"): string => `2 or 3 names separated by commas, such as ${region}a,${region}b`;

/** Answers that are missing and have no default of their own, as the current kubeconfig context and the cheapest instance type are. */
export function unanswered(given: Partial<Answers>): (keyof Answers)[] {
  const { target } = given;
  const needed =
    target === undefined
      ? []
      : asked[target].filter((name) => (name === "zones" ? needsZones(given) : name !== "context" && name !== "instance"));
  return [...(target === undefined ? (["target"] as const) : []), ...needed.filter((name) => given[name] === undefined)];
}
