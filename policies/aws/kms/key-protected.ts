import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const kmsKeyProtected: ResourceRule = {
  name: "aws-kms-key-protected",
  description: "KMS keys are protected from deletion by Pulumi.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { fsbp: ["KMS.3"], nist80053r5: ["CP-2"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set the resource option protect.",
  types: ["aws:kms/key:Key"],
  check: (key) =>
    need(Truth.of(key.protect), "is not protected: a program change could delete it; accepted: the option protect", "protect"),
};
