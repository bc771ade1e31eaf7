import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ecrPublicNone: ResourceRule = {
  name: "aws-ecr-public-none",
  description: "No container image is published.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { checkov: ["CKV_AWS_32"], trivy: ["AWS-0032"] },
  database: "RDS.1: nothing of a database is public.",
  remediation: "Use a private repository.",
  types: ["aws:ecrpublic/repository:Repository"],
  check: () => need(Truth.of(false), "is public; accepted: a private repository"),
};
