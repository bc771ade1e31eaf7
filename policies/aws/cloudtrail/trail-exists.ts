import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const cloudtrailTrailExists: StackRule = {
  name: "aws-cloudtrail-trail-exists",
  description: "A stack with model weights or a cluster has a CloudTrail trail.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-2", "AU-12"] },
  database: "pgaudit is loaded.",
  remediation: "Add an aws.cloudtrail.Trail.",
  checkStack: (stack) =>
    stack
      .of("aws:eks/cluster:Cluster")
      .slice(0, 1)
      .flatMap((cluster) =>
        about(
          cluster,
          need(
            Truth.of(stack.of("aws:cloudtrail/trail:Trail").length > 0),
            "is in a stack without a trail; accepted: an aws.cloudtrail.Trail",
            "trail",
          ),
        ),
      ),
};
