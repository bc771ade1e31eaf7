import type { Assignment, Formula } from "./formula.ts";
import { meets } from "./pattern.ts";

/**
 * Whether a formula holds for one request.
 * @throws Error where it has an open part: ask for `certain(formula)` instead
 */
export function holds(formula: Formula, values: Assignment): boolean {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "and":
      return formula.parts.every((part) => holds(part, values));
    case "or":
      return formula.parts.some((part) => holds(part, values));
    case "not":
      return !holds(formula.part, values);
    case "flag":
      return values.flags[formula.name] ?? false;
    case "open":
      throw new Error(`cannot be decided: ${formula.why}`);
    case "text": {
      const text = values.texts[formula.of];
      return text !== undefined && meets(formula.pattern, text);
    }
    case "number": {
      const number = values.numbers[formula.of] ?? Number.NaN;
      return formula.is === "equal" ? number === formula.value : number < formula.value;
    }
    case "address": {
      const address = values.addresses[formula.of];
      const { family, first, last } = formula.range;
      return address !== undefined && address.family === family && first <= address.first && address.first <= last;
    }
  }
}
