import type { BodyRule } from "../body/fault.ts";
import type { Json } from "../body/read-body.ts";
import type { FieldFault } from "../fields/take-fields.ts";
import type { RouteName } from "./routes.ts";

/** Rules by which a request is refused. They are logged and counted; messages are the client's alone. */
export type Rule =
  | BodyRule
  | FieldFault["rule"]
  | "route-unknown"
  | "route-not-granted"
  | "body-not-object"
  | "field-missing"
  | "model-unknown"
  | "schema-bounds"
  | "input-tokens"
  | "output-tokens"
  | "sequences";

/** A request that the model server never sees. */
export interface Refused {
  allowed: false;
  rule: Rule;
  /** HTTP status. */
  status: 400 | 403 | 404 | 413;
  /** One sentence for the client, which may quote names of its own fields; never logged. */
  message: string;
  /** Path of the field that it is about. */
  field?: string;
}

/** A request as it goes to the model server. */
export interface Allowed {
  allowed: true;
  route: RouteName;
  /** Body that is sent in place of the client's; undefined for a route without one. */
  body?: Readonly<Record<string, Json>>;
  stream: boolean;
  /** Whether the client asked for the record of usage in a stream; where it did not, the record is taken out of its answer. */
  wantsUsage: boolean;
  /** Sequences that it starts. */
  sequences: number;
  /** Tokens that it may have written, over all sequences. */
  outputTokens: number;
  /** Fields that were left out, and those that are sent otherwise than they came: names, no values. */
  dropped: readonly string[];
  rewritten: readonly string[];
}

export type Verdict = Allowed | Refused;

/** A refusal. */
export const refused = (rule: Rule, status: Refused["status"], message: string, field?: string): Refused => ({
  allowed: false,
  rule,
  status,
  message,
  ...(field !== undefined && { field }),
});
