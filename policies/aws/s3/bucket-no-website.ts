import { companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const s3BucketNoWebsite: ResourceRule = {
  name: "aws-s3-bucket-no-website",
  description: "Buckets have no website hosting and no CORS.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D1"],
  frameworks: { fsbp: ["S3.2"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database is not publicly accessible.",
  remediation: "Remove the configuration.",
  types: [...companion("WebsiteConfiguration"), ...companion("CorsConfiguration")],
  check: () => need(Truth.of(false), "opens the bucket to browsers; accepted: none"),
};
