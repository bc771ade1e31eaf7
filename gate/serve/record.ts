import type { Usage } from "../answers/usage.ts";
import type { IdentityKind } from "../identity/credential.ts";

/** How a request ended. */
export type Outcome =
  | "answered"
  /** Refused by a rule; the model server saw nothing of it. */
  | "refused"
  /** The client left. */
  | "cancelled"
  /** The model server gave no answer, or broke off. */
  | "failed";

/** What is known of a request when it has ended: names, numbers and rules, never a word of it. */
export interface RequestRecord {
  /** Id that the front door gave it. */
  id: string;
  client: string;
  /** By what it was recognised; undefined where it was not. */
  identity: IdentityKind | undefined;
  /** Undefined where no route is. */
  route: string | undefined;
  outcome: Outcome;
  /** Undefined where it was let through. */
  rule: string | undefined;
  /** Status of the answer; undefined where there was none. */
  status: number | undefined;
  /** As the model server counted; undefined where it did not say. */
  usage: Usage | undefined;
  /** Bytes of the body as it came, and of the answer as it went. */
  bytesIn: number;
  bytesOut: number;
  /** Milliseconds from the whole request: of waiting for a turn, to the first byte of the answer, to its end. */
  waitedMs: number;
  firstByteMs: number | undefined;
  totalMs: number;
}

/** The record of a request of which nothing is known but its id. */
export const newRecord = (id: string): RequestRecord => ({
  id,
  client: "",
  identity: undefined,
  route: undefined,
  outcome: "failed",
  rule: undefined,
  status: undefined,
  usage: undefined,
  bytesIn: 0,
  bytesOut: 0,
  waitedMs: 0,
  firstByteMs: undefined,
  totalMs: 0,
});
