/** What is wrong with a body, by the rule that it breaks. */
export type BodyRule =
  | "body-size"
  | "body-encoding"
  | "body-syntax"
  | "body-depth"
  | "body-values"
  | "body-number"
  | "body-surrogate"
  | "body-duplicate-key"
  | "body-reserved-key";

/** Why a body is refused. It names a place and quotes nothing, since faults are logged and bodies never are. */
export interface BodyFault {
  rule: BodyRule;
  /** Offset of the byte at which it was found. */
  at: number;
  /** One sentence for the client. */
  message: string;
}

/** Bounds of a body, whatever it says. */
export interface BodyBounds {
  bytes: number;
  /** Objects and arrays within each other. */
  depth: number;
  /** Values of any kind: objects, arrays, strings, numbers, booleans and nulls; names of members do not count. */
  values: number;
}
