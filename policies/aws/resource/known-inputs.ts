import { awsInputs } from "../../inputs/aws-inputs.ts";
import { isFilledIn } from "../../inputs/filled-in.ts";
import type { Fields } from "../../inputs/input.ts";
import { judgeFields } from "../../inputs/judge-inputs.ts";
import { oncePerInputs } from "../../rule/once-per-inputs.ts";
import { OwnResources } from "../../rule/own-resources.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

const fieldsOf = ({ type }: Subject): Fields | undefined => (Object.hasOwn(awsInputs, type) ? awsInputs[type] : undefined);

const filledInOf =
  ({ type }: Subject) =>
  (value: Reading) =>
    isFilledIn(type, value);

/** Values of a resource that must refer to a resource of the stack, and the result where all of them do. */
const byItself = (outputsKnown: boolean) =>
  oncePerInputs((subject) => {
    const owned: Reading[] = [];
    const belongs = (value: Reading) => {
      owned.push(value);
      return Truth.of(true);
    };
    const outcomes = judgeFields(subject.inputs, fieldsOf(subject) ?? {}, { belongs, filledIn: filledInOf(subject), outputsKnown });
    return { owned, outcomes };
  });

const [withOutputs, withoutOutputs] = [byItself(true), byItself(false)];

export const resourceKnownInputs: StackRule = {
  name: "aws-resource-known-inputs",
  description: "AWS resources have only known inputs with known values, and refer to no resource outside of the stack.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D1"],
  frameworks: {},
  database: "postgresql.conf: an unknown setting keeps the server from starting.",
  remediation: "Remove the input, set one of the accepted values, or sign a waiver for it.",
  checkStack: (stack) => {
    const ownResources = new OwnResources(stack);
    return stack.of(...Object.keys(awsInputs)).flatMap((subject) => {
      const fields = fieldsOf(subject);
      if (fields === undefined || subject.read) return [];
      const outputsKnown = stack.outputOf !== undefined;
      const { owned, outcomes } = (outputsKnown ? withOutputs : withoutOutputs)(subject);
      const belongs = (value: Reading) => ownResources.of(subject, value, owned);
      if (owned.every((value) => belongs(value).state === "yes")) return about(subject, outcomes);
      return about(subject, judgeFields(subject.inputs, fields, { belongs, filledIn: filledInOf(subject), outputsKnown }));
    });
  },
};
