import { awsInputs } from "../../inputs/aws-inputs.ts";
import { isFilledIn } from "../../inputs/filled-in.ts";
import { judgeFields } from "../../inputs/judge-inputs.ts";
import { Belongings } from "../../rule/belongings.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

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
      const owned: Reading[] = [];
      const filledIn = (value: Reading) => isFilledIn(subject.type, value);
      const outputsKnown = stack.outputOf !== undefined;
      const note = (value: Reading) => {
        owned.push(value);
        return Truth.of(true);
      };
      judgeFields(subject.inputs, fields, { belongs: note, filledIn, outputsKnown });
      const belongs = (value: Reading) => belongings.of(subject, value, owned);
      return about(subject, judgeFields(subject.inputs, fields, { belongs, filledIn, outputsKnown }));
    });
  },
};
