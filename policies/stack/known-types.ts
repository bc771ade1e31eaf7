import { listOf } from "../rule/configured.ts";
import { need } from "../rule/outcome.ts";
import { about, type StackRule } from "../rule/rule.ts";
import { Truth } from "../rule/truth.ts";
import { isGroup, knownType } from "../types/known-types.ts";
import { ownType } from "../types/own-types.ts";

export const stackKnownTypes: StackRule = {
  name: "stack-known-types",
  description: "Every resource is of a type that these rules check, or that the configuration exempts with a reason.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D1"],
  frameworks: {},
  database: "shared_preload_libraries: only listed libraries are loaded.",
  remediation: "Remove the resource, or move it to a stack of its own; or list its type with a reason in the rule's configuration.",
  config: {
    types: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "additional types, each with a reason: `aws:sqs/queue:Queue holds no prompts; reviewed by security`",
    },
  },
  checkStack: (stack, config) => {
    const lines = listOf(config, "types");
    const own = new Map(lines.map((line) => [ownType(line)?.type, line]));
    return [
      ...lines
        .filter((line) => ownType(line) === undefined)
        .flatMap((line) =>
          about(stack.root, need(Truth.of(false, "types"), `${JSON.stringify(line)} is not a type with a reason; accepted: "TYPE REASON"`)),
        ),
      ...stack
        .look(stack.subjects.filter((subject) => !isGroup(subject)))
        .filter(({ type }) => knownType(type) === undefined && !own.has(type))
        .flatMap((subject) =>
          about(subject, need(Truth.of(false, ""), `no rule checks ${subject.type}; accepted: the types in policies/types`)),
        ),
    ];
  },
};
