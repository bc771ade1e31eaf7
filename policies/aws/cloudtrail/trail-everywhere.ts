import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudtrailTrailEverywhere: ResourceRule = {
  name: "aws-cloudtrail-trail-everywhere",
  description: "A trail covers all regions and global services, and runs.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-2", "AU-12"] },
  database: "pgaudit: nothing is left out.",
  remediation: "Set isMultiRegionTrail and includeGlobalServiceEvents to true, and leave enableLogging out.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) => [
    ...need(trail.at("isMultiRegionTrail").is(true), "must be true: IAM records its events in another region"),
    ...need(trail.at("includeGlobalServiceEvents").isOrAbsent(true), "must be true"),
    ...need(trail.at("enableLogging").isOrAbsent(true), "must be true"),
  ],
};
