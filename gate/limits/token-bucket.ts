/** What a request took of a budget, until it is known what it used. */
export interface Reservation {
  readonly amount: number;
}

/** What sums of fractions may be off by: nobody waits a second for it. */
const rounding = 1e-6;

/** A reservation, or the seconds after which it may be asked for again. */
export type Reserved = { reservation: Reservation } | { retryAfterSeconds: number };

/**
 * A budget of so much a minute, as a bucket that fills steadily and holds one minute's worth. A request reserves the most that it may use
 * before it starts and settles what it used when it has ended, so that no number of requests at once spends more than there is.
 */
export class TokenBucket {
  readonly #perMinute: number;
  #level: number;
  #at: number;

  /** @param perMinute above 0; @param now milliseconds of any clock that never goes back */
  constructor(perMinute: number, now: number) {
    this.#perMinute = perMinute;
    this.#level = perMinute;
    this.#at = now;
  }

  /** What there is now; below 0 where requests used more than they had reserved. */
  level(now: number): number {
    this.#level = Math.min(this.#perMinute, this.#level + (Math.max(0, now - this.#at) / 60_000) * this.#perMinute);
    this.#at = Math.max(this.#at, now);
    return this.#level;
  }

  /** Takes an amount; one beyond a minute's worth needs a full bucket, and leaves a debt. */
  reserve(amount: number, now: number): Reserved {
    const missing = Math.min(amount, this.#perMinute) - this.level(now);
    if (missing > rounding) return { retryAfterSeconds: Math.max(1, Math.ceil((missing / this.#perMinute) * 60 - rounding)) };
    this.#level -= amount;
    return { reservation: { amount } };
  }

  /** Gives back what was not used, or takes what was used beyond the reservation. Once for each reservation. */
  settle({ amount }: Reservation, used: number, now: number): void {
    this.level(now);
    this.#level = Math.min(this.#perMinute, this.#level + amount - used);
  }
}
