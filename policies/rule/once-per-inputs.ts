import type { Subject } from "./subject.ts";

/**
 * A function of what a resource shows by itself, worked out once for the same type and inputs, however many stacks they stand in. It may look
 * at nothing else of the resource, and nobody may change its result.
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
