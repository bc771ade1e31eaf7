/** One line of a bill on both sides. */
export interface CostLineChange {
  item: string;
  /** USD in an average month of 730 h; absent where the side has no such line. */
  before?: number;
  after?: number;
  /** How each came about, with the price, for example `7 x 2 zones x 730 h x 0.01`. */
  howBefore?: string;
  howAfter?: string;
}

/** Cost of a stack on both sides, by the planner. */
export interface CostChange {
  currency: "USD";
  /** Place and day of the prices. */
  basis: string;
  /** With the least replicas that the settings ask for. */
  perMonth: { before?: number; after?: number };
  /** With the most replicas that load may bring. */
  perMonthAtMost: { before?: number; after?: number };
  /** Of the GPU instances alone while they run. */
  gpuPerHour: { before?: number; after?: number };
  /** What is different alone. */
  lines: CostLineChange[];
  /** What of the change no price is known for; empty where nothing of the settings changed. */
  unknown: string[];
}
