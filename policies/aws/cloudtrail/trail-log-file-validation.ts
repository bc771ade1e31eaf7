import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudtrailTrailLogFileValidation: ResourceRule = {
  name: "aws-cloudtrail-trail-log-file-validation",
  description: "Log file validation is on, so that a changed log file is detected.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-9(3)", "AU-9(2)"] },
  database: "pgaudit: a change to the log is detected.",
  remediation: "Set enableLogFileValidation to true.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) => need(trail.at("enableLogFileValidation").is(true), "must be true"),
};
