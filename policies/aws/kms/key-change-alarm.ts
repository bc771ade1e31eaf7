import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { anyOf, Truth } from "../../rule/truth.ts";

export const kmsKeyChangeAlarm: StackRule = {
  name: "aws-kms-key-change-alarm",
  description: "Disabling a KMS key, or scheduling its deletion, raises an alarm.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { fsbp: ["KMS.3"], trivy: ["AWS-0153"], nist80053r5: ["SI-4"] },
  database: "RDS.20: critical events raise notifications.",
  remediation: "Add an aws.cloudwatch.EventRule for DisableKey, ScheduleKeyDeletion and PutKeyPolicy.",
  checkStack: (stack) =>
    stack.of("aws:kms/key:Key").flatMap((key) =>
      about(
        key,
        need(
          anyOf([
            stack.some(["aws:cloudwatch/eventRule:EventRule"], (rule) =>
              rule.at("eventPattern").when({
                known: (pattern) => Truth.of(/DisableKey/.test(String(pattern)) && /ScheduleKeyDeletion/.test(String(pattern))),
                unknown: () => Truth.of(rule.madeFrom("eventPattern")?.includes(key.urn) ?? false),
                absent: () => Truth.of(false),
              }),
            ),
            stack.some(["aws:cloudwatch/logMetricFilter:LogMetricFilter"], (filter) =>
              filter.at("pattern").test((pattern) => /DisableKey/.test(String(pattern)) && /ScheduleKeyDeletion/.test(String(pattern))),
            ),
          ]),
          "can be disabled without an alarm; accepted: an event rule on DisableKey and ScheduleKeyDeletion",
          "alarm",
        ),
      ),
    ),
};
