import { bucketTypes } from "./buckets.ts";
import type { Reading } from "./reading.ts";
import type { Stack } from "./stack.ts";
import type { Subject } from "./subject.ts";
import { Truth } from "./truth.ts";
import { UNKNOWN } from "./unknown.ts";

/** What a resource is called elsewhere, where that is written down. Many types have an input `bucket`, which names another resource. */
const nameOf = (subject: Subject): Reading => subject.at(bucketTypes.includes(subject.type) ? "bucket" : "name");

/** An output of a resource of the preview with symbols, and what may stand behind it: `:*` of log groups, `/` and `/*` of buckets. */
const symbol = /^~[^~\s]+\.[0-9a-f]{12}~([:/]\*?)?$/;

/** What belongs to a stack: whether a value names one of its own resources. */
export class Belongings {
  readonly #names: ReadonlySet<string>;
  readonly #urns: ReadonlySet<string>;

  constructor(stack: Stack) {
    const own = stack.subjects.filter(({ custom, read }) => custom !== false && !read);
    this.#urns = new Set(own.map(({ urn }) => urn));
    this.#names = new Set(
      own.flatMap((subject) => nameOf(subject).when<string[]>({ known: (value) => [String(value)], unknown: () => [], absent: () => [] })),
    );
  }

  /**
   * Whether one value of an input names a resource of the stack: it is written as that resource's name, or the input was made from
   * resources of the stack, at least as many as it has values that are not such names. So one foreign id between own ones shows.
   * @param all every value of the same input that has to name a resource
   */
  of(subject: Subject, value: Reading, all: readonly Reading[]): Truth {
    if (this.#named(value)) return Truth.of(true, value.path);
    const [property = ""] = value.path.split(/[.[]/);
    const madeFrom = (subject.madeFrom(property) ?? []).filter((urn) => this.#urns.has(urn));
    const others = new Set(all.filter((one) => one.path.split(/[.[]/)[0] === property && !this.#named(one)).map(told));
    const hidden = told(value) === UNKNOWN;
    if (madeFrom.length === 0) return hidden ? Truth.unknown([value.path], value.path) : Truth.of(false, value.path);
    return Truth.of(hidden || symbol.test(told(value)) || others.size <= madeFrom.length, value.path);
  }

  #named(value: Reading): boolean {
    return this.#names.has(told(value));
  }
}

/** The value as text; what is unknown all the same. */
const told = (value: Reading): string => value.when({ known: String, unknown: () => UNKNOWN, absent: () => "" });
