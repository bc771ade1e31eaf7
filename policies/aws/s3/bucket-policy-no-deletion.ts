import { refuses } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketPolicyNoDeletion: ResourceRule = {
  name: "aws-s3-bucket-policy-no-deletion",
  description: "Nobody deletes an object version, or lifts its lock, without changing the policy first.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14", "D13"],
  frameworks: { fsbp: ["S3.20"], nist80053r5: ["CP-2", "CP-9"] },
  database: "RDS.26: a backup cannot be deleted by whoever runs the database.",
  remediation: "Deny s3:DeleteObjectVersion and s3:BypassGovernanceRetention to everybody.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"].flatMap((action) =>
      need(
        refuses(policy, action, (statement) => statement.conditions().empty()),
        `lets whoever has the right call ${action}; accepted is a denial to everybody`,
      ),
    ),
};
