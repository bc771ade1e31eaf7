import { type TokensPerDay, tokensPerDay, type Usd, type UsdPerMillionTokens, usd, usdPerMillionTokens } from "../units.ts";

const daysPerMonth = 365 / 12;
const million = 1e6;

/** A keep that grows by replicas: what it costs with none, what one adds, and what one serves. */
export interface OwnCost {
  /** Paid each month whatever the load. */
  fixedPerMonth: Usd;
  /** Paid each month for one replica. */
  replicaPerMonth: Usd;
  /** Least replicas. */
  leastReplicas: number;
  /** Tokens of the mix that one replica serves in a day at the utilisation planned for. */
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

/** What owning costs in a month at a load. */
export function ownPerMonth(own: OwnCost, load: TokensPerDay): Usd {
  return usd(own.fixedPerMonth + replicasFor(own, load) * own.replicaPerMonth);
}

/** What a hosted service costs in a month at a load. */
export function hostedPerMonth(price: UsdPerMillionTokens, load: TokensPerDay): Usd {
  check(load);
  return usd((load / million) * price * daysPerMonth);
}

/** What a million tokens of the mix cost to own at a load. */
export function ownPerMillion(own: OwnCost, load: TokensPerDay): UsdPerMillionTokens {
  return usdPerMillionTokens(ownPerMonth(own, load) / ((load / million) * daysPerMonth));
}

/** Where owning first costs less than a hosted service. Just above it another replica may be needed, and owning cost more again for a while. */
export interface BreakEven {
  /** Tokens a day; null where owning never costs less, at any load. */
  load: TokensPerDay | null;
  /** Replicas at that load. */
  replicas: number;
  /** What a million tokens cost at least to own: every replica full. */
  floor: UsdPerMillionTokens;
}

/**
 * The load at which a hosted service first costs what owning costs. With n replicas owning costs the same up to what they serve, so the
 * crossing is within the first n whose full load pays for them; owning never wins where one more full replica costs more than its tokens
 * do at the service.
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
