import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Runner as RunnerSettings } from "../../settings/target.ts";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { policyJson, serviceTrust } from "../policy-document.ts";
import { runnerBuild } from "./runner-build.ts";
import { runnerNetworkPolicy, runnerPolicy } from "./runner-policy.ts";
import { bundleOf } from "./runner-rights.ts";

export interface RunnerArgs {
  place: Place;
  /** Stack that builds deploy. */
  stack: string;
  settings: RunnerSettings;
  vpcId: pulumi.Input<string>;
  /** Subnets that builds run in. */
  subnetIds: readonly pulumi.Output<string>[];
  securityGroupId: pulumi.Input<string>;
  /** KMS key of logs. */
  keyArn: pulumi.Input<string>;
  /** Retention of a build's log, in days. */
  retentionDays: number;
}

/** Timeouts in minutes: a build waits for the model server, which loads its weights. */
const longest = { build: 240, queue: 30 };

/**
 * Builds inside the VPC that deploy the Kubernetes half. A principal that may start one may replace what it runs, and so has its
 * permissions: only deployers should.
 */
export class Runner extends pulumi.ComponentResource {
  readonly project: aws.codebuild.Project;

  constructor(name: string, args: RunnerArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Runner", name, {}, opts);
    const { place, stack, settings, vpcId, subnetIds, securityGroupId, keyArn, retentionDays } = args;
    const { accountId, region } = place;
    const names = awsNames(place);

    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: names.runnerLogs, kmsKeyId: keyArn, retentionInDays: retentionDays },
      { parent: this },
    );
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: names.role("runner"),
        description: "builds that deploy the Kubernetes half of the keep",
        assumeRolePolicy: policyJson(serviceTrust("codebuild.amazonaws.com", accountId, ["sts:AssumeRole"], arnsOf(place).runner)),
      },
      { parent: this },
    );
    const arnOf = (kind: string, id: pulumi.Input<string>) => pulumi.interpolate`${arnsOf(place).regional("ec2", kind)}/${id}`;
    const network = { subnetArns: subnetIds.map((id) => arnOf("subnet", id)), groupArn: arnOf("security-group", securityGroupId) };
    const rights = [
      new aws.iam.RolePolicy(
        `${name}-policy`,
        { name: "deploy", role: role.name, policy: policyJson(runnerPolicy(place, settings)) },
        { parent: this },
      ),
      new aws.iam.RolePolicy(
        `${name}-network-policy`,
        { name: "network", role: role.name, policy: policyJson(runnerNetworkPolicy(place, network)) },
        { parent: this },
      ),
    ];

    this.project = new aws.codebuild.Project(
      name,
      {
        name: names.role("runner"),
        description: "deploys the Kubernetes half of the keep from inside its VPC",
        serviceRole: role.arn,
        encryptionKey: keyArn,
        // From S3 rather than from a Git host, which is not reachable from the VPC.
        source: { type: "S3", location: `${settings.stateBucket}/${bundleOf(place)}`, buildspec: runnerBuild(stack) },
        artifacts: { type: "NO_ARTIFACTS" },
        environment: {
          type: "LINUX_CONTAINER",
          computeType: "BUILD_GENERAL1_MEDIUM",
          image: `${accountId}.dkr.ecr.${region}.amazonaws.com/${names.repository("runner")}@${settings.image}`,
          imagePullCredentialsType: "SERVICE_ROLE",
          privilegedMode: false,
          environmentVariables: [
            { name: "PULUMI_BACKEND_URL", type: "PLAINTEXT", value: `s3://${settings.stateBucket}?region=${region}&awssdk=v2` },
            { name: "PULUMI_SKIP_UPDATE_CHECK", type: "PLAINTEXT", value: "true" },
            { name: "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", type: "PLAINTEXT", value: "true" },
          ],
        },
        vpcConfig: { vpcId, subnets: [...subnetIds], securityGroupIds: [securityGroupId] },
        logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: logs.name }, s3Logs: { status: "DISABLED" } },
        badgeEnabled: false,
        projectVisibility: "PRIVATE",
        concurrentBuildLimit: 1,
        buildTimeout: longest.build,
        queuedTimeout: longest.queue,
      },
      { parent: this, dependsOn: rights },
    );

    this.registerOutputs({});
  }
}
