import type { Config, StackRule } from "../../../policies/rule/rule.ts";
import { Stack } from "../../../policies/rule/stack.ts";
import type { Subject, SubjectSource } from "../../../policies/rule/subject.ts";

/** A stack that remembers the types of the resources that it was asked for. */
class WatchedStack extends Stack {
  readonly types = new Set<string>();
  everything = false;

  constructor(sources: readonly SubjectSource[]) {
    super(sources);
    const { subjects } = this;
    const seen = () => {
      this.everything = true;
      return subjects;
    };
    Object.defineProperty(this, "subjects", { get: seen });
  }

  override peek(...types: readonly string[]): readonly Subject[] {
    for (const type of types) this.types.add(type);
    return super.peek(...types);
  }
}

/**
 * Types of the resources that a rule asks a stack for, or `all`. A rule sees a stack by what it asks for alone, so its outcomes are the
 * same for every stack that differs from this one in resources of other types: it asks for the same, and gets the same.
 */
export function typesAskedFor(rule: StackRule, config: Config, sources: readonly SubjectSource[]): ReadonlySet<string> | "all" {
  const stack = new WatchedStack(sources);
  rule.checkStack(stack, config);
  return stack.everything ? "all" : stack.types;
}
