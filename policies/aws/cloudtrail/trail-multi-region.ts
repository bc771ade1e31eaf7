import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudtrailTrailMultiRegion: ResourceRule = {
  name: "aws-cloudtrail-trail-multi-region",
  description: "A trail is multi-region, includes global service events, and is logging.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-2", "AU-12"] },
  database: "pgaudit: no statement is exempt.",
  remediation: "Set isMultiRegionTrail and includeGlobalServiceEvents to true, and leave enableLogging unset.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) => [
    ...need(trail.at("isMultiRegionTrail").is(true), "must be true: IAM events are recorded in another region"),
    ...need(trail.at("includeGlobalServiceEvents").isOrAbsent(true), "must be true"),
    ...need(trail.at("enableLogging").isOrAbsent(true), "must be true"),
  ],
};
