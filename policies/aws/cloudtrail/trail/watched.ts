import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const cloudtrailTrailWatched: ResourceRule = {
  name: "aws-cloudtrail-trail-watched",
  description: "A trail goes to a log group, where alarms read it.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D19"],
  frameworks: { nist80053r5: ["AU-12", "SI-4"] },
  database: "RDS.19: events raise notifications.",
  remediation: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) =>
    ["cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn"].flatMap((key) =>
      need(trail.at(key).present(), "is missing: no alarm reads the trail"),
    ),
};
