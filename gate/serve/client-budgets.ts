import { type Reservation, TokenBucket } from "../limits/token-bucket.ts";

/** Budgets of a client in this replica. */
export interface RateLimits {
  requestsPerMinute: number;
  /** Tokens of input and output together; undefined for no bound besides the requests. */
  tokensPerMinute: number | undefined;
}

/** What a request took of its client's budgets, or which of them is spent. */
export type Taken = { tokens: Reservation | undefined } | { spent: "requests-per-minute" | "tokens-per-minute"; retryAfterSeconds: number };

/** The budgets of one client. */
export class ClientBudgets {
  readonly #requests: TokenBucket;
  readonly #tokens: TokenBucket | undefined;

  constructor({ requestsPerMinute, tokensPerMinute }: RateLimits, now: number) {
    this.#requests = new TokenBucket(requestsPerMinute, now);
    this.#tokens = tokensPerMinute === undefined ? undefined : new TokenBucket(tokensPerMinute, now);
  }

  /** Takes one request and the tokens that it may use at most; all of it, or nothing. */
  take(mostTokens: number, now: number): Taken {
    const request = this.#requests.reserve(1, now);
    if ("retryAfterSeconds" in request) return { spent: "requests-per-minute", ...request };
    const tokens = this.#tokens?.reserve(mostTokens, now);
    if (tokens !== undefined && "retryAfterSeconds" in tokens) {
      this.#requests.settle(request.reservation, 0, now);
      return { spent: "tokens-per-minute", ...tokens };
    }
    return { tokens: tokens?.reservation };
  }

  settle(tokens: Reservation | undefined, used: number, now: number): void {
    if (tokens !== undefined) this.#tokens?.settle(tokens, used, now);
  }
}
