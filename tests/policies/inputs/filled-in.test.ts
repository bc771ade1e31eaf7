import { expect, test } from "vitest";
import { filledInFacts } from "../../../policies/facts/facts.ts";
import { awsInputs } from "../../../policies/inputs/aws-inputs.ts";
import { isFilledIn } from "../../../policies/inputs/filled-in.ts";
import { type Fields, type Input, Needed } from "../../../policies/inputs/input.ts";
import { judgeFields } from "../../../policies/inputs/judge-inputs.ts";
import { Reading } from "../../../policies/rule/reading.ts";
import { Truth } from "../../../policies/rule/truth.ts";

/** What is said of the inputs of a resource in which nothing has to name another. */
const said = (type: string, inputs: object): string[] =>
  judgeFields(new Reading(inputs, ""), awsInputs[type]!, {
    belongs: (value) => Truth.of(true, value.path),
    filledIn: (value) => isFilledIn(type, value),
  }).map(({ kind, path }) => `${kind} ${path}`);

test("an input that nothing judges may have the value of the provider, and no other", { tags: ["filled-in-by-the-provider"] }, () => {
  const rule = "aws:cloudwatch/eventRule:EventRule";
  expect(said(rule, { name: "a", eventBusName: "default", __defaults: ["eventBusName"] })).toEqual([]);
  expect(said(rule, { name: "a", eventBusName: "somebody-elses", __defaults: ["eventBusName"] })).toEqual(["violation eventBusName"]);
  expect(said("aws:sns/topic:Topic", { name: "a", eventBusName: "default" })).toEqual(["violation eventBusName"]);
  const group = "aws:lb/targetGroup:TargetGroup";
  expect(said(group, { healthCheck: { protocol: "TCP", enabled: true, port: "traffic-port" } })).toEqual([]);
  expect(said(group, { healthCheck: { protocol: "TCP", enabled: false, port: "traffic" } })).toEqual([
    "violation healthCheck.enabled",
    "violation healthCheck.port",
  ]);
  expect(said(group, { enabled: true })).toEqual(["violation enabled"]);
});

/** The input at a path such as `healthCheck.port`, with whether it or an object around it must be there. */
function inputAt(fields: Fields, [key, ...rest]: readonly string[]): { input: Input | undefined; needed: boolean } {
  const given = Object.hasOwn(fields, key!) ? fields[key!] : undefined;
  const input = given instanceof Needed ? given.input : given;
  if (input === undefined || rest.length === 0) return { input, needed: given instanceof Needed };
  return inputAt(input as Fields, rest);
}

test("to leave an input out and to write what the provider gives to it are judged alike", () => {
  const unlike = Object.entries(filledInFacts.types).flatMap(([type, values]) =>
    Object.entries(values).flatMap(([path, value]) => {
      const { input, needed } = inputAt(awsInputs[type]!, path.split("."));
      if (input === undefined || needed) return [];
      const key = path.split(".").at(-1)!;
      const outcomes = judgeFields(
        new Reading({ [key]: value }, ""),
        { [key]: input },
        { belongs: () => Truth.of(true), filledIn: () => false },
      );
      return outcomes.map(({ message }) => `${type} ${path}: ${message}`);
    }),
  );
  expect(unlike).toEqual([]);
});
