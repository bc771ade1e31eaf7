import type { GateModel, Grant } from "../decide/grant.ts";
import type { RateLimits } from "./client-budgets.ts";
import type { RequestRecord } from "./record.ts";

/** A client as the gate serves it. */
export interface GateClient {
  grant: Grant;
  rates: RateLimits;
}

export interface GateOptions {
  model: GateModel;
  clients: readonly GateClient[];
  /** Sequences that the model server runs at once. */
  slots: number;
  /** Socket of the model server. */
  socketPath: string;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  /** Called before anything of a request goes to the model server. */
  started: (record: RequestRecord) => void;
  /** Called once for each request, when it has ended. */
  record: (record: RequestRecord) => void;
}
