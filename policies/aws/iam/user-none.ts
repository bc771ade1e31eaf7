import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const iamUserNone: ResourceRule = {
  name: "aws-iam-user-none",
  description: "People and programs use IAM roles, not IAM users.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8", "D5"],
  frameworks: { nist80053r5: ["AC-2", "IA-5"] },
  database: "RDS.12: people authenticate by IAM.",
  remediation: "Remove the user; use a role and single sign-on.",
  types: ["aws:iam/user:User", "aws:iam/userLoginProfile:UserLoginProfile", "aws:iam/group:Group"],
  check: () => need(Truth.of(false), "has a static password or key; accepted: a role"),
};
