import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { Truth } from "../../rule/truth.ts";

export const cloudwatchLogGroupAuditProtected: StackRule = {
  name: "aws-cloudwatch-log-group-audit-protected",
  description: "Audit log groups (EKS control plane, CloudTrail) are protected from deletion.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D14"],
  frameworks: { nist80053r5: ["AU-11", "CP-2"] },
  database: "RDS.9: logs outlive the instance.",
  remediation: "Set the resource option protect.",
  checkStack: (stack) =>
    stack.of("aws:cloudwatch/logGroup:LogGroup").flatMap((group) =>
      about(
        group,
        when(
          stack
            .some(["aws:cloudtrail/trail:Trail"], (trail) => refersTo(trail, "cloudWatchLogsGroupArn", group))
            .or(group.at("name").matches(/^\/aws\/eks\/.+\/cluster$/)),
          () =>
            need(
              Truth.of(group.protect),
              "is not protected: a program change could delete the audit log; accepted: the option protect",
              "protect",
            ),
        ),
      ),
    ),
};
