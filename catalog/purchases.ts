/**
 * Ways to pay for GPU instances. A Savings Plan is a discount on what settings buy on demand; no setting buys spot. Of both the kit has no
 * price: a project may give one.
 */
export const purchases = ["on-demand", "savings-plan-1y", "savings-plan-3y", "spot", "capacity-block"] as const;

export type Purchase = (typeof purchases)[number];
