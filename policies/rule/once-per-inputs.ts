import type { Subject } from "./subject.ts";

/**
 * A function of a single resource, computed once per type and inputs, in however many stacks they occur. It may read
 * nothing else of the resource, and its result must not be changed.
 */
export function oncePerInputs<T>(make: (subject: Subject) => T): (subject: Subject) => T {
  const known = new WeakMap<object, { type: string; made: T }>();
  return (subject) => {
    const inputs = subject.inputs.when({ known: (value) => value as object, unknown: () => undefined, absent: () => undefined });
    const before = inputs && known.get(inputs);
    if (before && before.type === subject.type) return before.made;
    const made = make(subject);
    if (inputs) known.set(inputs, { type: subject.type, made });
    return made;
  };
}
