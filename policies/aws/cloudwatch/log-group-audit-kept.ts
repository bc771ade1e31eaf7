import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { Truth } from "../../rule/truth.ts";

export const cloudwatchLogGroupAuditKept: StackRule = {
  name: "aws-cloudwatch-log-group-audit-kept",
  description: "The log groups of the control plane and of the trail outlive the stack.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D14"],
  frameworks: { nist80053r5: ["AU-11", "CP-2"] },
  database: "RDS.9: logs outlive the instance.",
  remediation: "Give the log group the option protect.",
  checkStack: (stack) =>
    stack.of("aws:cloudwatch/logGroup:LogGroup").flatMap((group) =>
      about(
        group,
        when(
          stack
            .some(["aws:cloudtrail/trail:Trail"], (trail) => refersTo(trail, "cloudWatchLogsGroupArn", group))
            .or(group.at("name").matches(/^\/aws\/eks\/.+\/cluster$/)),
          () => need(Truth.of(group.protect), "is not protected: a change of the program could delete the record", "protect"),
        ),
      ),
    ),
};
