import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const guarddutyDetectorOn: ResourceRule = {
  name: "aws-guardduty-detector-on",
  description: "GuardDuty is enabled and publishes findings every 15 minutes.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { fsbp: ["GuardDuty.1"], checkov: ["CKV_AWS_238", "CKV2_AWS_3"], nist80053r5: ["SI-4"] },
  database: "RDS.6: monitoring is on.",
  remediation: "Leave enable unset or true, and set findingPublishingFrequency to FIFTEEN_MINUTES.",
  types: ["aws:guardduty/detector:Detector"],
  check: (detector) => [
    ...need(detector.at("enable").isOrAbsent(true), "must be true"),
    ...need(
      detector.at("findingPublishingFrequency").is("FIFTEEN_MINUTES"),
      "publishes findings every six hours; accepted: FIFTEEN_MINUTES",
    ),
  ],
};
