import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const guarddutyDetectorFeatureOn: ResourceRule = {
  name: "aws-guardduty-detector-feature-on",
  description: "GuardDuty features in the program are enabled.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { fsbp: ["GuardDuty.5", "GuardDuty.7", "GuardDuty.10", "GuardDuty.11"], nist80053r5: ["SI-4"] },
  database: "RDS.6: monitoring is on.",
  remediation: "Set status to ENABLED.",
  types: ["aws:guardduty/detectorFeature:DetectorFeature"],
  check: (feature) => need(feature.at("status").is("ENABLED"), "must be ENABLED"),
};
