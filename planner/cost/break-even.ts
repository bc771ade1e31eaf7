import { type TokensPerDay, tokensPerDay, type Usd, type UsdPerMillionTokens, usd, usdPerMillionTokens } from "../units.ts";

const daysPerMonth = 365 / 12;
const million = 1e6;

/** Cost of a keep as a function of replicas: base cost, cost per replica, and capacity per replica. */
export interface OwnCost {
  /** Monthly cost independent of the load. */
  fixedPerMonth: Usd;
  /** Monthly cost of one replica. */
  replicaPerMonth: Usd;
  /** Minimum number of replicas. */
  leastReplicas: number;
  /** Tokens of the mix per day of one replica at the planned utilization. */
  replicaTokensPerDay: TokensPerDay;
}

const check = (load: number) => {
  if (!(load >= 0) || !Number.isFinite(load)) throw new RangeError(`the load is ${load} tokens a day; accepted: a number of at least 0`);
};

/** Replicas that serve a load. */
export function replicasFor({ leastReplicas, replicaTokensPerDay }: OwnCost, load: TokensPerDay): number {
  check(load);
  return Math.max(leastReplicas, Math.ceil(load / replicaTokensPerDay));
}

/** Monthly cost of owning at a load. */
export function ownPerMonth(own: OwnCost, load: TokensPerDay): Usd {
  return usd(own.fixedPerMonth + replicasFor(own, load) * own.replicaPerMonth);
}

/** Monthly cost of a hosted service at a load. */
export function hostedPerMonth(price: UsdPerMillionTokens, load: TokensPerDay): Usd {
  check(load);
  return usd((load / million) * price * daysPerMonth);
}

/** Cost of owning per million tokens of the mix at a load. */
export function ownPerMillion(own: OwnCost, load: TokensPerDay): UsdPerMillionTokens {
  return usdPerMillionTokens(ownPerMonth(own, load) / ((load / million) * daysPerMonth));
}

/**
 * The load at which owning first costs less than a hosted service. Just above it another replica may be needed, so that owning costs more
 * again for a while.
 */
export interface BreakEven {
  /** Tokens a day; null if owning never costs less, at any load. */
  load: TokensPerDay | null;
  /** Replicas at that load. */
  replicas: number;
  /** Lowest cost of owning per million tokens: every replica at capacity. */
  floor: UsdPerMillionTokens;
}

/**
 * The load at which a hosted service first costs as much as owning. With n replicas the cost of owning is constant up to their capacity, so
 * the crossing is within the first n whose full load pays for them; owning never pays off if one more full replica costs more than its
 * tokens do at the service.
 */
export function breakEven(own: OwnCost, price: UsdPerMillionTokens): BreakEven {
  if (!(own.replicaTokensPerDay > 0))
    throw new RangeError(`a replica serves ${own.replicaTokensPerDay} tokens a day; accepted: more than 0`);
  const perDay = (price / million) * daysPerMonth;
  const fullReplica = own.replicaTokensPerDay * perDay;
  const floor = usdPerMillionTokens((own.replicaPerMonth / (own.replicaTokensPerDay / million)) * (1 / daysPerMonth));
  const least = Math.max(1, own.leastReplicas);
  if (fullReplica <= own.replicaPerMonth && own.fixedPerMonth + least * own.replicaPerMonth > least * fullReplica)
    return { load: null, replicas: least, floor };
  // n full replicas pay once n x (fullReplica - replicaPerMonth) covers what is fixed.
  const paying = fullReplica > own.replicaPerMonth ? Math.ceil(own.fixedPerMonth / (fullReplica - own.replicaPerMonth)) : least;
  const replicas = Math.max(least, paying);
  return { load: tokensPerDay((own.fixedPerMonth + replicas * own.replicaPerMonth) / perDay), replicas, floor };
}
