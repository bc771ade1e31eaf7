/** Where a new keep stands; each starts from one of the example stacks. */
export const targets = ["eks", "existing", "laptop"] as const;

export type InitTarget = (typeof targets)[number];

/** The example that a new stack file is made from. */
export const origins: Readonly<Record<InitTarget, string>> = { eks: "demo", existing: "on-prem", laptop: "laptop" };

/** What is said of a new keep; what is left out stays as the example has it. */
export interface Answers {
  target: InitTarget;
  /** Name in the catalog. */
  model?: string;
  /** AWS: twelve digits. */
  account?: string;
  region?: string;
  /** AWS: type of the GPU nodes. */
  instance?: string;
  /** A cluster that exists: context of the kubeconfig. */
  context?: string;
  /** A cluster that exists: GPUs of one node and the memory of each in GiB, as `4x48`. */
  gpus?: string;
  /** A cluster that exists: CPU cores and memory in GiB that a node has to give, as `32x256`. */
  node?: string;
  /** A cluster that exists: PersistentVolume with the weights. */
  volume?: string;
}

/** Answers that make sense for a target. */
export const asked: Readonly<Record<InitTarget, readonly Exclude<keyof Answers, "target">[]>> = {
  eks: ["model", "account", "region", "instance"],
  existing: ["model", "context", "gpus", "node", "volume"],
  laptop: ["model", "context", "node", "volume"],
};
