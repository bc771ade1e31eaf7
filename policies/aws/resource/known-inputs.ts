import { awsInputs } from "../../inputs/aws-inputs.ts";
import { isFilledIn } from "../../inputs/filled-in.ts";
import type { Fields } from "../../inputs/input.ts";
import { type InputContext, judgeFields } from "../../inputs/judge-inputs.ts";
import { clusterWideName } from "../../keep/names.ts";
import { keepNameIn } from "../../keep/presence.ts";
import { oncePerInputs } from "../../rule/once-per-inputs.ts";
import { OwnResources } from "../../rule/own-resources.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

const fieldsOf = ({ type }: Subject): Fields | undefined => (Object.hasOwn(awsInputs, type) ? awsInputs[type] : undefined);

const filledInOf =
  ({ type }: Subject) =>
  (value: Reading) =>
    isFilledIn(type, value);

/** What of a resource the stack decides: values that must refer to one of its resources, and names that follow its keep's; and the rest. */
const byItself = (outputsKnown: boolean) =>
  oncePerInputs((subject) => {
    const owned: Reading[] = [];
    const named: { value: Reading; what: string }[] = [];
    const belongs = (value: Reading) => {
      owned.push(value);
      return Truth.of(true);
    };
    const ofKeep = (value: Reading, what: string) => {
      named.push({ value, what });
      return Truth.of(true);
    };
    const outcomes = judgeFields(subject.inputs, fieldsOf(subject) ?? {}, { belongs, ofKeep, filledIn: filledInOf(subject), outputsKnown });
    return { owned, named, outcomes };
  });

/** Whether a value is named after the stack's keep; undefined where the stack has no serving namespace, which has the keep's name. */
function ofKeepIn(stack: Stack): InputContext["ofKeep"] {
  const keep = keepNameIn(stack);
  return keep === undefined ? undefined : (value, what) => value.is(clusterWideName(keep, what));
}

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
    const ofKeep = ofKeepIn(stack);
    return stack.of(...Object.keys(awsInputs)).flatMap((subject) => {
      const fields = fieldsOf(subject);
      if (fields === undefined || subject.read) return [];
      const outputsKnown = stack.outputOf !== undefined;
      const { owned, named, outcomes } = (outputsKnown ? withOutputs : withoutOutputs)(subject);
      const belongs = (value: Reading) => ownResources.of(subject, value, owned);
      const followed = named.every(({ value, what }) => ofKeep?.(value, what).state === "yes");
      if (followed && owned.every((value) => belongs(value).state === "yes")) return about(subject, outcomes);
      return about(
        subject,
        judgeFields(subject.inputs, fields, { belongs, ...(ofKeep && { ofKeep }), filledIn: filledInOf(subject), outputsKnown }),
      );
    });
  },
};
