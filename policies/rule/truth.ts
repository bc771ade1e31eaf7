/**
 * Yes, no, or "cannot be said before the resource exists" (Kleene's strong logic of three values). The state cannot be read by an `if`:
 * only `need` and `forbid` turn it into an outcome, so that no rule can take an unknown value for a good or a bad one.
 */
export class Truth {
  readonly #state: boolean | undefined;
  /** Property that the truth is about. */
  readonly path: string;
  /** Properties whose values are unknown, where the state is unknown because of them. */
  readonly because: readonly string[];

  private constructor(state: boolean | undefined, path: string, because: readonly string[] = []) {
    this.#state = state;
    this.path = path;
    this.because = because;
  }

  static of(state: boolean, path = ""): Truth {
    return new Truth(state, path);
  }

  /** @param because what is unknown, as property paths or in words */
  static unknown(because: readonly string[], path = because[0] ?? ""): Truth {
    return new Truth(undefined, path, because);
  }

  /** "yes", "no" or "unknown", for those who must name all three. */
  get state(): "yes" | "no" | "unknown" {
    return this.#state === undefined ? "unknown" : this.#state ? "yes" : "no";
  }

  not(): Truth {
    return new Truth(this.#state === undefined ? undefined : !this.#state, this.path, this.because);
  }

  and(...others: Truth[]): Truth {
    return allOf([this, ...others], this.path);
  }

  or(...others: Truth[]): Truth {
    return anyOf([this, ...others], this.path);
  }

  /** The same truth, at another property. */
  at(path: string): Truth {
    return new Truth(this.#state, path, this.because);
  }
}

/** Yes where all are, no where one is not. */
export function allOf(truths: readonly Truth[], path = truths[0]?.path ?? ""): Truth {
  const no = truths.find(({ state }) => state === "no");
  if (no) return Truth.of(false, no.path || path);
  const because = truths.flatMap((truth) => (truth.state === "unknown" ? truth.because : []));
  return because.length > 0 ? Truth.unknown(because, path) : Truth.of(true, path);
}

/** Yes where one is, no where none is. */
export function anyOf(truths: readonly Truth[], path = truths[0]?.path ?? ""): Truth {
  const yes = truths.find(({ state }) => state === "yes");
  if (yes) return Truth.of(true, yes.path || path);
  const because = truths.flatMap((truth) => (truth.state === "unknown" ? truth.because : []));
  return because.length > 0 ? Truth.unknown(because, path) : Truth.of(false, path);
}
