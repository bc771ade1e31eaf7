import { refuses } from "../../../rule/denials.ts";
import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";
import { allOf, Truth } from "../../../rule/truth.ts";

export const s3BucketPolicyGuardedConfiguration: ResourceRule = {
  name: "aws-s3-bucket-policy-guarded-configuration",
  description: "Named roles alone change how a bucket is guarded.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14", "D20"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.35: a parameter group is changed by its administrators.",
  remediation: "Deny s3:PutBucketPolicy, s3:DeleteBucketPolicy and s3:PutBucket* where aws:PrincipalArn is none of those roles.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning"].flatMap((action) =>
      need(
        refuses(policy, action, (statement) =>
          statement
            .conditions()
            .every(({ operator, key, values }) =>
              allOf([
                Truth.of(/^(Arn|String)Not(Equals|Like)$/.test(operator) && key === "aws:principalarn"),
                values.every((value) => value.matches(/^arn:aws[\w-]*:iam::\d{12}:role\/[^*?]+$/)),
                values.empty().not(),
              ]),
            ),
        ),
        `lets whoever has the right call ${action}; accepted is a denial to all but named roles`,
      ),
    ),
};
