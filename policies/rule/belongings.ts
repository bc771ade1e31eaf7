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
  readonly #own: ReadonlyMap<string, Subject>;

  constructor(stack: Stack) {
    const own = stack.subjects.filter(({ custom, read }) => custom !== false && !read);
    this.#own = new Map(own.map((subject) => [subject.urn, subject]));
    this.#names = new Set(
      own.flatMap((subject) => nameOf(subject).when<string[]>({ known: (value) => [String(value)], unknown: () => [], absent: () => [] })),
    );
  }

  /**
   * Whether one value of an input names a resource of the stack: it is written as that resource's name; or it is an output of one that the
   * input was made from; or the input was made from resources of the stack of which no value is an output (none is known on the first day),
   * at least as many as there are values that are not told otherwise. So one foreign id between own ones shows.
   * @param all every value of the same input that has to name a resource
   */
  of(subject: Subject, value: Reading, all: readonly Reading[]): Truth {
    const [property = ""] = value.path.split(/[.[]/);
    const madeFrom = this.#madeFrom(subject, property);
    const isOwn = (text: string) => this.#names.has(text) || madeFrom.some((from) => said(from, text));
    if (isOwn(told(value))) return Truth.of(true, value.path);
    const texts = [...new Set(all.filter((one) => one.path.split(/[.[]/)[0] === property).map(told))];
    const others = texts.filter((text) => !isOwn(text));
    // What says one of the values cannot stand behind another as well.
    const silent = madeFrom.filter((from) => !texts.some((text) => said(from, text)));
    const hidden = told(value) === UNKNOWN;
    if (madeFrom.length === 0) return hidden ? Truth.unknown([value.path], value.path) : Truth.of(false, value.path);
    return Truth.of(hidden || symbol.test(told(value)) || others.length <= silent.length, value.path);
  }

  /** Whether a text of an input is an output of a resource of the stack that the input was made from. */
  told(subject: Subject, path: string, text: string): boolean {
    return this.#madeFrom(subject, path.split(/[.[]/)[0] ?? "").some((from) => from.says(text));
  }

  #madeFrom(subject: Subject, property: string): readonly Subject[] {
    return (subject.madeFrom(property) ?? []).flatMap((urn) => this.#own.get(urn) ?? []);
  }
}

/** Whether a text is an output of a resource, or what stands behind one: as in {@link symbol}. */
const said = (from: Subject, text: string): boolean => from.says(text) || from.says(text.replace(/[:/]\*?$/, ""));

/** The value as text; what is unknown all the same. */
const told = (value: Reading): string => value.when({ known: String, unknown: () => UNKNOWN, absent: () => "" });
