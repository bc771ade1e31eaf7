import type { GateModel } from "../decide/gate-model.ts";
import type { Grant } from "../decide/grant.ts";
import type { Identity } from "../identity/identify.ts";
import type { TokenIssuer } from "../identity/token.ts";
import type { GateIdentity } from "../metrics/gate-metrics.ts";
import type { RateLimits } from "./client-budgets.ts";
import type { RequestRecord } from "./record.ts";

/** A client as the gate serves it. */
export interface GateClient {
  grant: Grant;
  rates: RateLimits;
  /** By what it is recognised. */
  identities: readonly Identity[];
}

/** One who looks at metrics. */
export interface Observer {
  observer: string;
  identities: readonly Identity[];
}

export interface GateOptions {
  model: GateModel;
  clients: readonly GateClient[];
  /** Who may ask for metrics, and for nothing else. */
  observers: readonly Observer[];
  /** What is said of the gate in its metrics. */
  about: GateIdentity;
  /** Sequences that the model server runs at once. */
  slots: number;
  /** Socket of the model server. */
  socketPath: string;
  /** Whose tokens are accepted. */
  issuers: readonly TokenIssuer[];
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  /** Milliseconds since 1970, by which credentials expire. */
  date: () => number;
  /** Called before anything of a request goes to the model server. */
  started: (record: RequestRecord) => void;
  /** Called once for each request, when it has ended. */
  record: (record: RequestRecord) => void;
}
