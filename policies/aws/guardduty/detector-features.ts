import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { Truth } from "../../rule/truth.ts";

export const guarddutyDetectorFeatures: StackRule = {
  name: "aws-guardduty-detector-features",
  description: "GuardDuty monitors EKS audit logs, runtime activity on nodes, and S3 data events.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { fsbp: ["GuardDuty.5", "GuardDuty.7", "GuardDuty.10", "GuardDuty.11"], nist80053r5: ["SI-4"] },
  database: "RDS.6: monitoring is on.",
  remediation: "Add aws.guardduty.DetectorFeature for EKS_AUDIT_LOGS, RUNTIME_MONITORING and S3_DATA_EVENTS.",
  checkStack: (stack) => [
    ...stack.of("aws:guardduty/detector:Detector").flatMap((detector) =>
      about(
        detector,
        ["EKS_AUDIT_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"].flatMap((name) =>
          need(
            stack.some(["aws:guardduty/detectorFeature:DetectorFeature"], (feature) =>
              refersTo(feature, "detectorId", detector).and(feature.at("name").is(name)),
            ),
            `does not have ${name}; accepted: an aws.guardduty.DetectorFeature of that name`,
            "features",
          ),
        ),
      ),
    ),
    ...stack
      .of("aws:guardduty/detectorFeature:DetectorFeature")
      .flatMap((feature) =>
        about(
          feature,
          need(
            stack
              .some(["aws:guardduty/detector:Detector"], (detector) => refersTo(feature, "detectorId", detector))
              .or(feature.madeFrom("detectorId") ? Truth.of(false) : feature.at("detectorId").matches(/^[0-9a-f]{32}$/)),
            "belongs to no detector of the stack; accepted: an aws.guardduty.Detector",
            "detectorId",
          ),
        ),
      ),
  ],
};
