import { awsInputs } from "../../inputs/aws-inputs.ts";
import { isFilledIn } from "../../inputs/filled-in.ts";
import type { Fields } from "../../inputs/input.ts";
import { judgeFields } from "../../inputs/judge-inputs.ts";
import { Belongings } from "../../rule/belongings.ts";
import type { Outcome } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

/** A resource as it stands by itself. */
interface Alone {
  type: string;
  outputsKnown: boolean;
  /** Values that have to name a resource of the stack. */
  owned: readonly Reading[];
  /** What is found where all of them do. */
  outcomes: readonly Outcome[];
}

const filledInOf =
  ({ type }: Subject) =>
  (value: Reading) =>
    isFilledIn(type, value);

const known = new WeakMap<object, Alone>();

/** What a resource shows without the others; worked out once for the same inputs, however many stacks they stand in. */
function byItself(subject: Subject, fields: Fields, outputsKnown: boolean): Alone {
  const inputs = subject.inputs.when({ known: (value) => value as object, unknown: () => undefined, absent: () => undefined });
  const before = inputs && known.get(inputs);
  if (before && before.type === subject.type && before.outputsKnown === outputsKnown) return before;
  const owned: Reading[] = [];
  const belongs = (value: Reading) => {
    owned.push(value);
    return Truth.of(true);
  };
  const outcomes = judgeFields(subject.inputs, fields, { belongs, filledIn: filledInOf(subject), outputsKnown });
  const alone = { type: subject.type, outputsKnown, owned, outcomes };
  if (inputs) known.set(inputs, alone);
  return alone;
}

export const resourceKnownInputs: StackRule = {
  name: "aws-resource-known-inputs",
  description: "Resources of AWS have inputs that are known, with values that are known, and name no resource outside of the stack.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D1"],
  frameworks: {},
  database: "postgresql.conf: a setting that nobody knows keeps the server from starting.",
  remediation: "Take the input away, give it one of the accepted values, or sign a waiver for it.",
  checkStack: (stack) => {
    const belongings = new Belongings(stack);
    return stack.of(...Object.keys(awsInputs)).flatMap((subject) => {
      const fields = Object.hasOwn(awsInputs, subject.type) ? awsInputs[subject.type] : undefined;
      if (fields === undefined || subject.read) return [];
      const outputsKnown = stack.outputOf !== undefined;
      const { owned, outcomes } = byItself(subject, fields, outputsKnown);
      const belongs = (value: Reading) => belongings.of(subject, value, owned);
      if (owned.every((value) => belongs(value).state === "yes")) return about(subject, outcomes);
      return about(subject, judgeFields(subject.inputs, fields, { belongs, filledIn: filledInOf(subject), outputsKnown }));
    });
  },
};
