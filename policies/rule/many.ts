import type { Outcome } from "./outcome.ts";
import { allOf, anyOf, Truth } from "./truth.ts";

/** Several things, of which some may be unknown: then `unknown` names what they would be found in. */
export class Many<T> {
  readonly #items: readonly T[];
  readonly #unknown: readonly string[];
  readonly path: string;

  constructor(items: readonly T[], path: string, unknown: readonly string[] = []) {
    this.#items = items;
    this.#unknown = unknown;
    this.path = path;
  }

  /** Whether one of them is so. */
  some(test: (item: T) => Truth): Truth {
    return anyOf([...this.#items.map(test), ...this.#doubt()], this.path);
  }

  /** Whether all of them are so; of none at all this is true. */
  every(test: (item: T) => Truth): Truth {
    return allOf([...this.#items.map(test), ...this.#doubt()], this.path);
  }

  /** What is found in each of them. */
  each(find: (item: T) => Outcome[]): Outcome[] {
    const doubt: Outcome[] =
      this.#unknown.length > 0 ? [{ kind: "undecided", path: this.path, message: "its items are not known", because: this.#unknown }] : [];
    return [...this.#items.flatMap(find), ...doubt];
  }

  /** Whether there is none. */
  empty(): Truth {
    return this.some(() => Truth.of(true, this.path)).not();
  }

  map<U>(change: (item: T) => U): Many<U> {
    return new Many(this.#items.map(change), this.path, this.#unknown);
  }

  flatMap<U>(change: (item: T) => Many<U>): Many<U> {
    const parts = this.#items.map(change);
    return new Many(
      parts.flatMap((part) => part.#items),
      this.path,
      [...this.#unknown, ...parts.flatMap((part) => part.#unknown)],
    );
  }

  concat(other: Many<T>): Many<T> {
    return new Many([...this.#items, ...other.#items], this.path, [...this.#unknown, ...other.#unknown]);
  }

  #doubt(): Truth[] {
    return this.#unknown.length > 0 ? [Truth.unknown(this.#unknown, this.path)] : [];
  }
}
