import type { Candidate } from "./candidate.ts";

/**
 * The `capacity` block of the settings for a choice, as a plain object. A Capacity Block's reservation is known only after purchase; for
 * spot, which no setting buys, and a Savings Plan, which is bought separately, the result is that of the same instances on demand.
 */
export function capacitySettings({ instance, purchase, replicas, fit, layout }: Candidate, concurrent: number) {
  return {
    instance: instance.name,
    replicas: { min: replicas, max: replicas },
    concurrent: Math.min(fit.maxConcurrent, Math.ceil(concurrent / replicas)),
    ...(layout.usual ? {} : { layout: fit.layout }),
    ...(purchase !== "capacity-block" ? {} : { purchase: { kind: purchase } }),
  };
}
