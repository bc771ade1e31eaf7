import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const kmsKeyRotation: ResourceRule = {
  name: "aws-kms-key-rotation",
  description: "KMS keys are rotated yearly.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { fsbp: ["KMS.4"], checkov: ["CKV_AWS_7"], trivy: ["AWS-0065"], nist80053r5: ["SC-12", "SC-12(2)"] },
  database: "RDS.27: a cluster's key is a customer-managed one, which can be rotated.",
  remediation: "Set enableKeyRotation to true.",
  types: ["aws:kms/key:Key"],
  check: (key) =>
    when(key.at("customerMasterKeySpec").isOrAbsent("SYMMETRIC_DEFAULT"), () =>
      need(key.at("enableKeyRotation").is(true), "must be true: when unset, the key is never rotated"),
    ),
};
