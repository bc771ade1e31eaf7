import type { z } from "zod";

/**
 * What becomes of a field of a body. `null` is a field that is not there, as clients' libraries mean it, and never reaches the model server.
 *
 * - `pass`: sent as it is, once it has the form and is within the bounds of its schema.
 * - `drop`: whatever it says, it is not sent, and the answer is no other for it.
 * - `refuse`: only the values of `unless` are taken, which ask for nothing, and they are not sent.
 */
export type Field =
  | { kind: "pass"; schema: z.ZodType }
  | { kind: "drop"; why: string }
  | { kind: "refuse"; why: string; unless?: readonly unknown[] };

/** Fields of the body of a route, by name. What is not in it is unknown. */
export type Fields = Readonly<Record<string, Field>>;

/** A field that is sent. */
export const pass = (schema: z.ZodType): Field => ({ kind: "pass", schema });
/** A field that makes no difference here. @param why completes "it is not sent, since" */
export const drop = (why: string): Field => ({ kind: "drop", why });
/** A field that is not accepted. @param why completes "it is not accepted, since"; @param unless values that ask for nothing */
export const refuse = (why: string, ...unless: readonly unknown[]): Field => ({ kind: "refuse", why, unless });

/** The refusal of several fields for one reason. */
export const refuseAll = (names: readonly string[], why: string, ...unless: readonly unknown[]): Fields =>
  Object.fromEntries(names.map((name) => [name, refuse(why, ...unless)]));
