import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ebsDefaultEncryptionOn: ResourceRule = {
  name: "aws-ebs-default-encryption-on",
  description: "EBS encryption by default, where the program sets it, is on.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { nist80053r5: ["SC-28(1)"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set enabled to true.",
  types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
  check: (setting) => need(setting.at("enabled").isOrAbsent(true), "must be true"),
};
