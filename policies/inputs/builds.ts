import { byRule, flag, type Inputs, lines, needed, number, own, tags, text } from "./input.ts";

/** A build of infra/aws/access/runner-build.ts, line by line: it previews, and deploys what it previewed. */
const buildLine = new RegExp(
  `^(${[
    String.raw`version: 0\.2`,
    "env:",
    "  shell: bash",
    "phases:",
    "  build:",
    "    on-failure: ABORT",
    "    commands:",
    String.raw`      - pulumi preview --stack '[\w.-]+' --non-interactive --color never --exclude '\*\*kubernetes:\*\*' --exclude-dependents --expect-no-changes`,
    String.raw`      - pulumi up --stack '[\w.-]+' --non-interactive --color never --yes --skip-preview`,
  ].join("|")})$`,
);

/** The runner that deploys from inside of the VPC. */
export const builds: Inputs = {
  "aws:codebuild/project:Project": {
    name: text,
    description: text,
    serviceRole: own,
    encryptionKey: own,
    artifacts: { type: ["NO_ARTIFACTS"] },
    badgeEnabled: byRule("aws-codebuild-project-not-public"),
    buildTimeout: number,
    queuedTimeout: number,
    concurrentBuildLimit: number,
    projectVisibility: byRule("aws-codebuild-project-not-public"),
    environment: {
      computeType: text,
      image: /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[\w./-]+@sha256:[0-9a-f]{64}$/,
      imagePullCredentialsType: needed(["SERVICE_ROLE"]),
      privilegedMode: byRule("aws-codebuild-project-not-privileged"),
      type: ["LINUX_CONTAINER"],
      environmentVariables: {
        name: ["PULUMI_BACKEND_URL", "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "PULUMI_SKIP_UPDATE_CHECK"],
        type: ["PLAINTEXT"],
        value: text,
      },
    },
    logsConfig: { cloudwatchLogs: { groupName: own, status: byRule("aws-codebuild-project-logged") }, s3Logs: { status: ["DISABLED"] } },
    source: { type: ["S3"], location: /^[a-z0-9.-]+\/modelkeep-runner\/[\w.-]+\.zip$/, buildspec: lines(buildLine), insecureSsl: flag },
    vpcConfig: { vpcId: own, subnets: own, securityGroupIds: own },
    tags,
  },
};
