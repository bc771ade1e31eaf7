import { need } from "../../../rule/outcome.ts";
import { about, type StackRule } from "../../../rule/rule.ts";
import { refersTo } from "../../../rule/stack.ts";

export const cloudwatchEventRuleTellsSomebody: StackRule = {
  name: "aws-cloudwatch-event-rule-tells-somebody",
  description: "A rule on events is on and has a target.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.19: events raise notifications.",
  remediation: "Add an aws.cloudwatch.EventTarget, and leave state out.",
  checkStack: (stack) =>
    stack.of("aws:cloudwatch/eventRule:EventRule").flatMap((rule) =>
      about(rule, [
        ...need(
          stack.some(["aws:cloudwatch/eventTarget:EventTarget"], (target) => refersTo(target, "rule", rule)),
          "tells nobody; accepted is a target",
          "target",
        ),
        ...need(rule.at("state").isOrAbsent("ENABLED"), "must be ENABLED"),
      ]),
    ),
};
