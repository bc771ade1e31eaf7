import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { anyOf } from "../../rule/truth.ts";

export const cloudwatchEventRuleHasTarget: StackRule = {
  name: "aws-cloudwatch-event-rule-has-target",
  description: "An EventBridge rule is enabled and has a target, and each target belongs to a rule.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.19: events raise notifications.",
  remediation: "Add an aws.cloudwatch.EventTarget, and leave state unset.",
  checkStack: (stack) => {
    const rules = stack.of("aws:cloudwatch/eventRule:EventRule");
    const targets = stack.of("aws:cloudwatch/eventTarget:EventTarget");
    return [
      ...rules.flatMap((rule) =>
        about(rule, [
          ...need(
            anyOf(targets.map((target) => refersTo(target, "rule", rule))),
            "has no target; accepted: an aws.cloudwatch.EventTarget",
            "target",
          ),
          ...need(rule.at("state").isOrAbsent("ENABLED"), "must be ENABLED"),
        ]),
      ),
      ...targets.flatMap((target) =>
        about(
          target,
          need(
            anyOf(rules.map((rule) => refersTo(target, "rule", rule))),
            "belongs to no rule of the stack; accepted: an aws.cloudwatch.EventRule",
            "rule",
          ),
        ),
      ),
    ];
  },
};
