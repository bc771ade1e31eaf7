import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudtrailTrailDataEvents: ResourceRule = {
  name: "aws-cloudtrail-trail-data-events",
  description: "A trail records management events and S3 object-level data events.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-2", "AU-12"] },
  database: "pgaudit: reads and writes of tables are logged.",
  remediation: "Add advancedEventSelectors for Management and for Data of AWS::S3::Object.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) =>
    ["Management", "Data"].flatMap((category) =>
      need(
        trail
          .at("advancedEventSelectors")
          .items()
          .some((selector) =>
            selector
              .at("fieldSelectors")
              .items()
              .some((field) =>
                field
                  .at("field")
                  .is("eventCategory")
                  .and(
                    field
                      .at("equals")
                      .items()
                      .some((one) => one.is(category)),
                  ),
              ),
          )
          .or(
            trail
              .at("eventSelectors")
              .items()
              .some((selector) =>
                category === "Data"
                  ? selector.at("dataResources").items().empty().not()
                  : selector.at("includeManagementEvents").isOrAbsent(true),
              ),
          ),
        `does not record ${category} events; accepted: Management and Data`,
        "advancedEventSelectors",
      ),
    ),
};
