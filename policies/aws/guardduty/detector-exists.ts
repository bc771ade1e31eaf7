import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const guarddutyDetectorExists: StackRule = {
  name: "aws-guardduty-detector-exists",
  description: "GuardDuty is on where there is a cluster, in this stack or for the organization.",
  severity: "medium",
  enforcement: "advisory",
  controls: ["D19"],
  frameworks: { fsbp: ["GuardDuty.1"], nist80053r5: ["SI-4"] },
  database: "RDS.6: monitoring is on.",
  remediation: "Add an aws.guardduty.Detector, or make sure that the organization runs one.",
  checkStack: (stack) =>
    stack
      .of("aws:eks/cluster:Cluster")
      .slice(0, 1)
      .flatMap((cluster) =>
        about(
          cluster,
          need(
            Truth.of(stack.of("aws:guardduty/detector:Detector").length > 0),
            "is in a stack without a GuardDuty detector; accepted: one here, or the organization's",
            "guardDuty",
          ),
        ),
      ),
};
