import type { RuleCase } from "../../rule-case.ts";

/** A build as the runner of a keep has it; no example has one. */
const on = {
  type: "aws:codebuild/project:Project",
  inputs: {
    artifacts: { type: "NO_ARTIFACTS" },
    encryptionKey: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    environment: {
      privilegedMode: false,
      environmentVariables: [
        { name: "PULUMI_BACKEND_URL", type: "PLAINTEXT", value: "s3://state" },
        { name: "TOKEN_OF_THE_HUB", type: "SECRETS_MANAGER", value: "hub" },
      ],
    },
    vpcConfig: { vpcId: "vpc-1", subnets: ["subnet-1"], securityGroupIds: ["sg-1"] },
    logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: "/modelkeep/it/runner" }, s3Logs: { encryptionDisabled: false } },
    badgeEnabled: false,
    projectVisibility: "PRIVATE",
  },
};
const variable = (name: string, value: string) => `environment environmentVariables 0 = ${JSON.stringify({ name, value })}`;

export const cases: readonly RuleCase[] = [
  { rule: "aws-codebuild-project-encrypted", on, fails: ["encryptionKey -", "artifacts encryptionDisabled = true"] },
  {
    rule: "aws-codebuild-project-in-vpc",
    on,
    fails: ["vpcConfig -", "vpcConfig subnets = []", "vpcConfig securityGroupIds -"],
  },
  {
    rule: "aws-codebuild-project-logged",
    on,
    fails: [
      'logsConfig cloudwatchLogs status = "DISABLED"',
      "logsConfig cloudwatchLogs groupName -",
      "logsConfig -",
      "logsConfig s3Logs encryptionDisabled = true",
    ],
  },
  {
    rule: "aws-codebuild-project-no-plain-secret",
    on,
    fails: [
      variable("AWS_SECRET_ACCESS_KEY", "it"),
      variable("PULUMI_CONFIG_PASSPHRASE", "it"),
      variable("MODE", "AKIAIOSFODNN7EXAMPLE"),
      'environment environmentVariables 0 value = "-----BEGIN RSA PRIVATE KEY-----"',
    ],
  },
  { rule: "aws-codebuild-project-not-privileged", on, fails: ["environment privilegedMode = true"] },
  { rule: "aws-codebuild-project-not-public", on, fails: ['projectVisibility = "PUBLIC_READ"', "badgeEnabled = true"] },
];
