import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { given } from "../../rule/stack.ts";

export const cloudtrailTrailCloudwatchLogs: StackRule = {
  name: "aws-cloudtrail-trail-cloudwatch-logs",
  description: "A trail delivers to a CloudWatch log group that alarms read.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D19"],
  frameworks: { nist80053r5: ["AU-12", "SI-4"] },
  database: "RDS.19: events raise notifications.",
  remediation: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
  checkStack: (stack) =>
    stack.of("aws:cloudtrail/trail:Trail").flatMap((trail) =>
      about(
        trail,
        ["cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn"].flatMap((key) =>
          need(
            given(stack, trail, trail.at(key), ["aws:cloudwatch/logGroup:LogGroup", "aws:iam/role:Role"]),
            "is missing: metric filters and alarms cannot read the trail",
          ),
        ),
      ),
    ),
};
