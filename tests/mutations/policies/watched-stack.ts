import { Stack } from "../../../policies/rule/stack.ts";
import type { Subject, SubjectSource } from "../../../policies/rule/subject.ts";

/** A stack that remembers of which types a rule has asked for resources. */
export class WatchedStack extends Stack {
  readonly #types = new Set<string>();
  #all = false;

  constructor(sources: readonly SubjectSource[]) {
    super(sources);
    const { subjects } = this;
    Object.defineProperty(this, "subjects", {
      get: (): readonly Subject[] => {
        this.#all = true;
        return subjects;
      },
    });
  }

  override of(...types: readonly string[]): readonly Subject[] {
    for (const type of types) this.#types.add(type);
    return super.of(...types);
  }

  /** Whether resources of a type were read. */
  readonly reads = (type: string): boolean => this.#all || this.#types.has(type);
}
