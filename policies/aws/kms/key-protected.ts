import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const kmsKeyProtected: ResourceRule = {
  name: "aws-kms-key-protected",
  description: "Pulumi refuses to delete a key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { fsbp: ["KMS.3"], nist80053r5: ["CP-2"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Give the resource the option protect.",
  types: ["aws:kms/key:Key"],
  check: (key) => need(Truth.of(key.protect), "is not protected: a change of the program could delete it", "protect"),
};
