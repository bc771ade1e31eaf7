import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudtrailTrailValidated: ResourceRule = {
  name: "aws-cloudtrail-trail-validated",
  description: "Files of a trail are signed, so that a change shows.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-9(3)", "AU-9(2)"] },
  database: "pgaudit: the log cannot be changed unseen.",
  remediation: "Set enableLogFileValidation to true.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) => need(trail.at("enableLogFileValidation").is(true), "must be true"),
};
