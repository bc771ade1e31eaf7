import { need, when } from "../../rule/outcome.ts";
import { pinned, pinnedToPrincipals } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const s3BucketPolicyNamedPrincipals: ResourceRule = {
  name: "aws-s3-bucket-policy-named-principals",
  description: "A bucket policy allows no public access, and AWS services only on behalf of named sources.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["S3.2", "S3.3", "S3.6"], checkov: ["CKV_AWS_70", "CKV2_AWS_43"] },
  database: "RDS.1: nothing of a database is public.",
  remediation: "Name roles; for a service add conditions on aws:SourceArn and aws:SourceAccount.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    statementsOf(policy.at("policy")).each((statement) =>
      when(statement.allows(), () =>
        statement
          .principals()
          .each(({ kind, id }) => [
            ...when(Truth.of(kind === "Service"), () =>
              need(pinned(statement).at(id.path), "allows a service on behalf of any source; accepted: a condition on the source"),
            ),
            ...when(id.matches(/[*?]/), () =>
              need(pinnedToPrincipals(statement).at(id.path), "allows any principal; accepted: named roles"),
            ),
          ]),
      ),
    ),
};
