/** One limit of a client's grant. */
interface ClientLimit {
  /** Default when the settings omit it. */
  fallback: number;
  /** Description in the settings schema. */
  setting: string;
  /** Label in the report. */
  reported: string;
  /** Unit that follows the number in the client's contract. */
  contract: string;
}

/**
 * The limits of a client's grant, by their names in the settings: schema, charts, contract and report follow from a row. A chart has to
 * enforce a limit; until one does, the description of the setting states that it is not enforced.
 */
export const clientLimits = {
  requestsPerMinute: {
    fallback: 60,
    setting: "requests in a minute, over all replicas; not enforced yet",
    reported: "requests per minute, per client",
    contract: "requests a minute",
  },
  concurrent: {
    fallback: 8,
    setting:
      "requests in flight at once; sizes the client's own connections and the bound of all clients together, and is not enforced by client yet",
    reported: "concurrent requests, per client",
    contract: "requests at once",
  },
  inputTokens: {
    fallback: 8192,
    setting: "longest input, in tokens; sizes the context and the largest body, and is not enforced by client yet",
    reported: "input tokens per request, per client",
    contract: "tokens in",
  },
  outputTokens: {
    fallback: 2048,
    setting: "longest output, in tokens; sizes the context and the time of a request, and is not enforced by client yet",
    reported: "output tokens per request, per client",
    contract: "tokens out",
  },
} as const satisfies Record<string, ClientLimit>;

/** The limits of one grant. */
export type ClientLimits = Readonly<Record<keyof typeof clientLimits, number>>;
