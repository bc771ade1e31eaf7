import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import { Subject, type SubjectSource } from "./subject.ts";
import { anyOf, Truth } from "./truth.ts";

/** The URN of the resource whose output a text is; undefined for one that is no output of the stack. */
export type OutputOf = (text: string) => string | undefined;

/** All resources of a stack, for rules about their relations. */
export class Stack {
  readonly #byType: Map<string, Subject[]>;
  /** The stack itself, where there is one: the subject of findings about no resource in particular. */
  readonly root: Subject | undefined;
  readonly subjects: readonly Subject[];
  /** URN of the resource whose output a text is; left out where outputs are not known, as in a plain preview. */
  readonly outputOf: OutputOf | undefined;

  constructor(sources: readonly SubjectSource[], outputOf?: OutputOf) {
    this.outputOf = outputOf;
    this.subjects = sources.map((source) => new Subject(source));
    this.#byType = Map.groupBy(this.subjects, ({ type }) => type);
    this.root = this.#byType.get("pulumi:pulumi:Stack")?.[0];
  }

  of(...types: readonly string[]): readonly Subject[] {
    return this.look(this.peek(...types));
  }

  /** As {@link of}, for a rule that reads here only what it compares others with: it does not judge these. */
  peek(...types: readonly string[]): readonly Subject[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Records that a rule checks these, which a report may count. A rule that iterates over all subjects calls it for those that it checks. */
  look(subjects: readonly Subject[]): readonly Subject[] {
    return subjects;
  }

  some(types: readonly string[], test: (subject: Subject) => Truth): Truth {
    return new Many(this.of(...types), "").some(test);
  }
}

/** Properties by which another resource can name one, where their values are written down. */
const identities = ["id", "arn", "name", "bucket"];

/**
 * Whether a property of a resource names another resource: because it was made from that one, or because it is the same text as one of
 * that one's names. Where the program records the property's dependencies, only they count.
 */
export function refersTo(from: Subject, property: string, to: Subject): Truth {
  const madeFrom = from.madeFrom(property);
  if (madeFrom) return Truth.of(madeFrom.includes(to.urn), property);
  return from.at(property).when({
    known: (value) =>
      anyOf(
        identities.map((key) =>
          to.at(key).when({
            known: (own) => Truth.of(own === value, property),
            unknown: () => Truth.of(false, property),
            absent: () => Truth.of(false, property),
          }),
        ),
        property,
      ),
    unknown: (because) => Truth.unknown([because], property),
    absent: () => Truth.of(false, property),
  });
}

/**
 * Whether a property is given. Where its value is unknown, it counts as given if it was made from a resource of one of these types, whose id
 * and ARN are never missing once it exists.
 */
export function given(stack: Stack, subject: Subject, reading: Reading, types: readonly string[]): Truth {
  const [property = ""] = reading.path.split(/[.[]/);
  const madeFrom = subject.madeFrom(property) ?? [];
  return reading.when({
    known: () => Truth.of(true, reading.path),
    unknown: (because) =>
      stack.of(...types).some(({ urn }) => madeFrom.includes(urn)) ? Truth.of(true, reading.path) : Truth.unknown([because], reading.path),
    absent: () => Truth.of(false, reading.path),
  });
}
