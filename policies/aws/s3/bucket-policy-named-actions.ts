import { forbid, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const s3BucketPolicyNamedActions: ResourceRule = {
  name: "aws-s3-bucket-policy-named-actions",
  description: "A bucket policy lists the actions and objects that it allows.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D5"],
  frameworks: { fsbp: ["S3.6"], nist80053r5: ["AC-6"] },
  database: "GRANT: privileges are granted by name, not ALL.",
  remediation: "List the actions in use, and the bucket's ARN.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    statementsOf(policy.at("policy")).each((statement) =>
      when(statement.allows(), () => [
        ...statement
          .actions()
          .each((action) => forbid(action.matches(/^\*$|^s3:\*$|:[A-Za-z]{0,2}\*$/), "allows all S3 actions; accepted: actions by name")),
        ...statement.resources().each((resource) => forbid(resource.matches(/^\*$|:::\*/), "is every bucket; accepted: the bucket's ARN")),
      ]),
    ),
};
