import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const iamAccessKeyNone: ResourceRule = {
  name: "aws-iam-access-key-none",
  description: "There are no static access keys.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { nist80053r5: ["IA-5", "IA-5(7)"] },
  database: "RDS.10: connections authenticate by IAM, not by a password.",
  remediation: "Remove the key; use a role.",
  types: ["aws:iam/accessKey:AccessKey", "aws:iam/serviceSpecificCredential:ServiceSpecificCredential", "aws:iam/sshKey:SshKey"],
  check: () => need(Truth.of(false), "is a static credential, stored in the state; accepted: a role"),
};
