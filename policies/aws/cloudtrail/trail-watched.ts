import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { given } from "../../rule/stack.ts";

export const cloudtrailTrailWatched: StackRule = {
  name: "aws-cloudtrail-trail-watched",
  description: "A trail goes to a log group, where alarms read it.",
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
            "is missing: no alarm reads the trail",
          ),
        ),
      ),
    ),
};
