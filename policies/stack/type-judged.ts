import { listOf } from "../rule/configured.ts";
import { need } from "../rule/outcome.ts";
import { about, type StackRule } from "../rule/rule.ts";
import { Truth } from "../rule/truth.ts";
import { isGroup, knownType } from "../types/known-types.ts";
import { ownType } from "../types/own-types.ts";

export const stackTypeJudged: StackRule = {
  name: "stack-type-judged",
  description: "Every resource is of a type that something here judges, or that the configuration answers for.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D1"],
  frameworks: {},
  database: "shared_preload_libraries: nothing is loaded that nobody listed.",
  remediation: "Leave the resource out, or move it to a stack of its own; or list its type with a reason in the rule's configuration.",
  config: {
    types: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "types of your own, each with why it may be there: `aws:sqs/queue:Queue holds no prompts; reviewed by security`",
    },
  },
  checkStack: (stack, config) => {
    const lines = listOf(config, "types");
    const own = new Map(lines.map((line) => [ownType(line)?.type, line]));
    return [
      ...lines
        .filter((line) => ownType(line) === undefined)
        .flatMap((line) => about(stack.root, need(Truth.of(false, "types"), `${JSON.stringify(line)} is no type with a reason`))),
      ...stack
        .look(stack.subjects.filter((subject) => !isGroup(subject)))
        .filter(({ type }) => knownType(type) === undefined && !own.has(type))
        .flatMap((subject) =>
          about(subject, need(Truth.of(false, ""), `nothing here judges ${subject.type}; accepted are the types in policies/types`)),
        ),
    ];
  },
};
