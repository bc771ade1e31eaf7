/** One line of a bill on both sides. */
export interface CostLineChange {
  item: string;
  /** USD in an average month of 730 h; absent where the side does not have the line. */
  before?: number;
  after?: number;
  /** How each amount is computed, with the price, for example `7 x 2 zones x 730 h x 0.01`. */
  howBefore?: string;
  howAfter?: string;
}

/** Cost of a stack on both sides, by the planner. */
export interface CostChange {
  currency: "USD";
  /** Region and date of the prices. */
  basis: string;
  /** With the minimum number of replicas in the settings. */
  perMonth: { before?: number; after?: number };
  /** With the maximum number of replicas, under load. */
  perMonthAtMost: { before?: number; after?: number };
  /** Of the GPU instances only, while they run. */
  gpuPerHour: { before?: number; after?: number };
  /** Only the lines that differ. */
  lines: CostLineChange[];
  /** Parts of the change without a known price; empty where no setting changed. */
  unknown: string[];
}
