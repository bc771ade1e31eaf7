import type { Unknown } from "../fields/take-fields.ts";
import type { RouteName } from "./routes.ts";

/** What one client may ask of one model server. */
export interface Grant {
  /** Name of the client in the settings. */
  client: string;
  routes: readonly RouteName[];
  limits: GrantLimits;
  /** What becomes of a field that is not known. */
  unknownFields: Unknown;
  /** Keeps what the server caches for this client apart; see {@link cacheSalt}. */
  cacheSalt: string;
}

export interface GrantLimits {
  /** Longest input, in tokens. */
  inputTokens: number;
  /** Tokens that one request may have written, over all its sequences. */
  outputTokens: number;
  /** Sequences at once, of one request and of all. */
  concurrent: number;
  /** Bytes of a body. */
  bodyBytes: number;
}
