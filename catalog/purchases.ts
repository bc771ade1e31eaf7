/**
 * Purchase options of GPU instances. A Savings Plan is a discount on what settings buy on demand; no setting buys spot. The kit has no
 * prices for either; a project may add its own.
 */
export const purchases = ["on-demand", "savings-plan-1y", "savings-plan-3y", "spot", "capacity-block"] as const;

export type Purchase = (typeof purchases)[number];
