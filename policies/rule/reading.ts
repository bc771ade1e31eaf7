import { parseJson } from "./json.ts";
import { Many } from "./many.ts";
import { Truth } from "./truth.ts";
import { SECRET, UNKNOWN } from "./unknown.ts";

/** Values that a property can be compared with. */
export type Plain = string | number | boolean;

/**
 * A property of a resource as a preview knows it: known, unknown, or absent. The value itself is never returned; a caller gets a
 * {@link Truth} or names what to do in all three cases, so an unknown value cannot be taken for a missing one.
 */
export class Reading {
  readonly path: string;
  readonly #value: unknown;
  /** What is unknown, where this is: its own path, or that of the object it would be found in. */
  readonly #because: string | undefined;

  constructor(value: unknown, path: string, because?: string) {
    this.path = path;
    this.#value = value === null ? undefined : value;
    this.#because = because ?? (isUnknown(value) ? path || "it" : undefined);
  }

  /** The property below this one; of what is absent everything is absent, of what is unknown everything is unknown. */
  at(...keys: (string | number)[]): Reading {
    return keys.reduce<Reading>((reading, key) => reading.#child(key), this);
  }

  #child(key: string | number): Reading {
    const path = typeof key === "number" ? `${this.path}[${key}]` : joined(this.path, key);
    if (this.#because !== undefined) return new Reading(undefined, path, this.#because);
    const value = this.#value;
    const known = typeof value === "object" && value !== null && Object.hasOwn(value, key);
    return new Reading(known ? (value as Record<string | number, unknown>)[key] : undefined, path);
  }

  /** Whether it is a secret: it is there, although nothing is known of it. */
  get hidden(): boolean {
    return this.#value === SECRET;
  }

  /** Each of the three cases, named. */
  when<T>(cases: { known: (value: unknown) => T; unknown: (because: string) => T; absent: () => T }): T {
    if (this.#because !== undefined) return cases.unknown(this.#because);
    return this.#value === undefined ? cases.absent() : cases.known(this.#value);
  }

  /** The value as a text, where it is known. */
  texts(): string[] {
    return this.when<string[]>({ known: (value) => [String(value)], unknown: () => [], absent: () => [] });
  }

  /** Whether the test holds for the known value; no where it is absent, unless `absent` is true. */
  test(holds: (value: unknown) => boolean, { absent = false }: { absent?: boolean } = {}): Truth {
    return this.when({
      known: (value) => Truth.of(holds(value), this.path),
      unknown: (because) => Truth.unknown([because], this.path),
      absent: () => Truth.of(absent, this.path),
    });
  }

  present(): Truth {
    return this.test(() => true);
  }

  absent(): Truth {
    return this.present().not();
  }

  /** Whether it is one of these values; providers write some booleans and numbers as text, which is taken for the same. */
  is(...values: Plain[]): Truth {
    return this.test((value) => isPlain(value) && values.some((one) => String(one) === String(value)));
  }

  /** Whether it is one of these values, or absent, which means one of them. */
  isOrAbsent(...values: Plain[]): Truth {
    return this.absent()
      .or(this.is(...values))
      .at(this.path);
  }

  matches(pattern: RegExp): Truth {
    return this.test((value) => isPlain(value) && pattern.test(String(value)));
  }

  atLeast(least: number): Truth {
    return this.test((value) => isPlain(value) && String(value).trim() !== "" && Number(value) >= least);
  }

  /** The items of a list; a single value counts as a list of one, and an absent one as empty. */
  items(): Many<Reading> {
    return this.when({
      known: (value) =>
        Array.isArray(value)
          ? new Many(
              value.map((item, i) => new Reading(item, `${this.path}[${i}]`)),
              this.path,
            )
          : new Many<Reading>([this], this.path),
      unknown: (because) => new Many<Reading>([], this.path, [because]),
      absent: () => new Many<Reading>([], this.path),
    });
  }

  /** Keys of an object with their values; none where it is absent or no object. */
  entries(): Many<{ key: string; value: Reading }> {
    type Entry = { key: string; value: Reading };
    return this.when({
      known: (value) =>
        new Many<Entry>(
          typeof value === "object" && !Array.isArray(value)
            ? Object.keys(value as object).map((key) => ({ key, value: this.at(key) }))
            : [],
          this.path,
        ),
      unknown: (because) => new Many<Entry>([], this.path, [because]),
      absent: () => new Many<Entry>([], this.path),
    });
  }

  /** The parsed value, at the same path. */
  as(value: unknown): Reading {
    return new Reading(value, this.path);
  }

  /** The document that the value holds as JSON text, or is already. Text that is not JSON, or has duplicate keys, counts as unknown. */
  json(): Reading {
    return this.when({
      known: (value) => {
        if (typeof value !== "string") return this;
        try {
          return new Reading(parseJson(value), this.path);
        } catch {
          return new Reading(undefined, this.path, `${this.path} (it is not JSON)`);
        }
      },
      unknown: () => this,
      absent: () => this,
    });
  }
}

function joined(path: string, key: string): string {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Text that holds the marker somewhere was put together from an unknown part. */
function isUnknown(value: unknown): boolean {
  return value === SECRET || (typeof value === "string" && value.includes(UNKNOWN));
}
