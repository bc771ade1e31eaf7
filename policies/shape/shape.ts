import type { Outcome } from "../rule/outcome.ts";
import type { Reading } from "../rule/reading.ts";
import type { Fact } from "./fact.ts";

/**
 * How a value has to be, field by field: what it does not name must not be there.
 * - a string, a number or a boolean: this value, of this type
 * - a list: these items, in this order
 * - an object: these fields and no other; each must be there unless it is {@link Optional}
 * - a form: a value that its own test accepts; a fact: its shape, once it is known
 */
export type Shape = string | number | boolean | readonly Shape[] | { readonly [key: string]: Shape } | Form | Fact<Shape>;

/** A value that a test of its own judges. */
export class Form {
  /** What is wrong with the value; nothing where it is accepted. */
  readonly examine: (reading: Reading) => Outcome[];

  constructor(examine: (reading: Reading) => Outcome[]) {
    this.examine = examine;
  }
}

/** A field that may be missing. */
export class Optional extends Form {}
