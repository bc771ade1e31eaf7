import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const ecrRepositoryPolicyOwnAccount: ResourceRule = {
  name: "aws-ecr-repository-policy-own-account",
  description: "No other account has access to the images.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { cisEks: ["5.1.2", "5.1.3"], checkov: ["CKV_AWS_32"], trivy: ["AWS-0032"] },
  database: "RDS.1: nothing of a database is shared.",
  remediation: "Remove the policy: within the account IAM is enough. Or list the account in the rule's configuration.",
  config: {
    accounts: { type: "array", items: { type: "string" }, default: [], description: "IDs of accounts that a repository policy may allow" },
  },
  types: ["aws:ecr/repositoryPolicy:RepositoryPolicy", "aws:ecr/registryPolicy:RegistryPolicy"],
  check: (policy, config) =>
    statementsOf(policy.at("policy")).each((statement) =>
      when(statement.allows(), () =>
        statement.principals().each(({ id }) =>
          need(
            id.test((value) =>
              listOf(config, "accounts").includes(/^arn:aws[\w-]*:iam::(\d{12}):/.exec(String(value))?.[1] ?? String(value)),
            ),
            "allows an account that the configuration does not list; accepted: no policy",
          ),
        ),
      ),
    ),
};
