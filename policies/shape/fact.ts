/**
 * A value that a keep defines in one place, such as its name, and that other places must agree with. It is known, or it is not:
 * because a preview cannot know it yet, or because the place that defines it is missing. Then nothing that depends on it can be decided.
 */
export class Fact<T> {
  readonly #state: { value: T } | { because: readonly string[] };

  private constructor(state: { value: T } | { because: readonly string[] }) {
    this.#state = state;
  }

  static of<T>(value: T): Fact<T> {
    return new Fact({ value });
  }

  /** @param because what is unknown, as property paths or in words */
  static unknown<T>(...because: readonly string[]): Fact<T> {
    return new Fact<T>({ because });
  }

  /** Several facts as one, which is known where all of them are. */
  static all<T extends readonly unknown[]>(...facts: { [K in keyof T]: Fact<T[K]> }): Fact<T> {
    const because = facts.flatMap((fact) => fact.when({ known: (): readonly string[] => [], unknown: (reasons) => reasons }));
    if (because.length > 0) return Fact.unknown(...new Set(because));
    return Fact.of(facts.map((fact) => fact.when<unknown>({ known: (value) => value, unknown: () => undefined })) as unknown as T);
  }

  when<U>(cases: { known: (value: T) => U; unknown: (because: readonly string[]) => U }): U {
    return "value" in this.#state ? cases.known(this.#state.value) : cases.unknown(this.#state.because);
  }

  /** What follows from it. */
  as<U>(change: (value: T) => U): Fact<U> {
    return this.when({ known: (value) => Fact.of(change(value)), unknown: (because) => Fact.unknown<U>(...because) });
  }

  /** As {@link as}, where what follows may itself be unknown. */
  chain<U>(change: (value: T) => Fact<U>): Fact<U> {
    return this.when({ known: change, unknown: (because) => Fact.unknown<U>(...because) });
  }
}
