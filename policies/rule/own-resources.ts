import { namingInputs } from "./naming-inputs.ts";
import type { Reading } from "./reading.ts";
import type { Stack } from "./stack.ts";
import type { Subject } from "./subject.ts";
import { Truth } from "./truth.ts";
import { UNKNOWN } from "./unknown.ts";

/** An output of a resource in a preview with symbols, and suffixes that may follow it: `:*` of log groups, `/` and `/*` of buckets. */
const behind = /([:/]\*?)$/;
const symbol = /^~[^~\s]+\.[0-9a-f]{12}~$/;

/** The resources of a stack: whether a value refers to one of them. */
export class OwnResources {
  readonly #stack: Stack;
  readonly #own: ReadonlyMap<string, Subject>;
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor(stack: Stack) {
    this.#stack = stack;
    const own = stack.subjects.filter(({ custom, read }) => custom !== false && !read);
    this.#own = new Map(own.map((subject) => [subject.urn, subject]));
  }

  /**
   * Whether one value of an input names a resource of the stack: it is written as that resource's name; or it is an output of one; or, where
   * outputs are not known, the input was made from resources of the stack of which no value is an output (none is known on the first day), at
   * least as many as there are values that no other evidence explains. So a single external ID among the stack's own is found.
   * @param all every value of the same input that has to name a resource
   */
  of(subject: Subject, value: Reading, all: readonly Reading[]): Truth {
    const [property = ""] = value.path.split(/[.[]/);
    const madeFrom = this.#madeFrom(subject, property);
    const isOwn = (one: Reading) => this.#named(one) || madeFrom.some((from) => isOutputOf(from, textOf(one)));
    if (isOwn(value)) return Truth.of(true, value.path);
    const text = textOf(value);
    const hidden = text === UNKNOWN;
    const whose = this.#stack.outputOf;
    // Where outputs are known, a value made from one contains it: `apply` may return anything.
    if (whose && hidden) return Truth.unknown([value.path], value.path);
    if (whose)
      return Truth.of(
        [text, text.replace(behind, "")].some((one) => this.#own.has(whose(one) ?? "")),
        value.path,
      );
    if (madeFrom.length === 0) return hidden ? Truth.unknown([value.path], value.path) : Truth.of(false, value.path);
    const same = all.filter((one) => one.path.split(/[.[]/)[0] === property);
    const others = new Set(same.filter((one) => !isOwn(one)).map(textOf));
    // A resource that explains one of the values cannot explain another as well.
    const silent = madeFrom.filter((from) => !same.some((one) => isOutputOf(from, textOf(one))));
    return Truth.of(hidden || symbol.test(text.replace(behind, "")) || others.size <= silent.length, value.path);
  }

  /** Whether a text of an input is an output of a resource of the stack that the input was made from. */
  isOutput(subject: Subject, path: string, text: string): boolean {
    return this.#madeFrom(subject, path.split(/[.[]/)[0] ?? "").some((from) => from.isOutput(text));
  }

  #madeFrom(subject: Subject, property: string): readonly Subject[] {
    return (subject.madeFrom(property) ?? []).flatMap((urn) => this.#own.get(urn) ?? []);
  }

  #named(value: Reading): boolean {
    const input = /([^.[\]]+)(\[\d+\])*$/.exec(value.path)?.[1] ?? "";
    return Object.hasOwn(namingInputs, input) && this.#namesFor(input).has(textOf(value));
  }

  /** What resources are called that an input may name by their names. */
  #namesFor(input: string): ReadonlySet<string> {
    const known = this.#names.get(input);
    if (known) return known;
    const { types, by } = namingInputs[input]!;
    const names = new Set([...this.#own.values()].filter(({ type }) => types.includes(type)).flatMap((subject) => subject.at(by).texts()));
    this.#names.set(input, names);
    return names;
  }
}

/** Whether a text is an output of a resource, or one with such a suffix. */
const isOutputOf = (from: Subject, text: string): boolean => from.isOutput(text) || from.isOutput(text.replace(behind, ""));

/** The value as text; what is unknown all the same. */
const textOf = (value: Reading): string => value.when({ known: String, unknown: () => UNKNOWN, absent: () => "" });
