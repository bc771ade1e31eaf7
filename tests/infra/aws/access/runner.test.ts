import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { Runner } from "../../../../infra/aws/access/runner.ts";
import { all, only, type Recorded, record } from "../../../support/recorder.ts";
import { someRunner } from "../../settings/some-runner.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const args = () => ({
  place,
  stack: "demo",
  settings: someRunner,
  vpcId: "vpc-1",
  subnetIds: [pulumi.output("subnet-a"), pulumi.output("subnet-b")],
  securityGroupId: "sg-1",
  keyArn: "arn:key",
  retentionDays: 400,
});
let resources: Recorded[];

beforeAll(async () => {
  resources = await record(() => new Runner("runner", args(), {}), { preview: true });
});

describe("builds inside the VPC", () => {
  const project = () => only(resources, "Project").inputs;

  it("run in the keep's subnets and group, without privileges, in an image of the keep's registry by digest", {
    tags: ["runner-without-privileges"],
  }, () => {
    expect(project()["vpcConfig"]).toEqual({ vpcId: "vpc-1", subnets: ["subnet-a", "subnet-b"], securityGroupIds: ["sg-1"] });
    expect(project()["environment"]).toMatchObject({
      privilegedMode: false,
      image: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/modelkeep-demo/runner@${someRunner.image}`,
      imagePullCredentialsType: "SERVICE_ROLE",
    });
  });

  it("take what they deploy from one object of the state bucket, say by themselves what they do with it, and leave nothing", {
    tags: ["build-from-one-object"],
  }, () => {
    expect(project()["source"]).toMatchObject({ type: "S3", location: "my-pulumi-state/modelkeep-runner/modelkeep-demo.zip" });
    expect(project()["source"]["buildspec"]).toContain("--stack 'demo'");
    expect(project()["artifacts"]).toEqual({ type: "NO_ARTIFACTS" });
    expect(project()["environment"]["environmentVariables"]).toContainEqual({
      name: "PULUMI_BACKEND_URL",
      type: "PLAINTEXT",
      value: "s3://my-pulumi-state?region=eu-central-1&awssdk=v2",
    });
  });

  it("are logged in a group with the keep's key and retention, and shown to nobody", () => {
    expect(only(resources, "LogGroup").inputs).toMatchObject({ kmsKeyId: "arn:key", retentionInDays: 400 });
    expect(project()["logsConfig"]).toEqual({
      cloudwatchLogs: { status: "ENABLED", groupName: "/modelkeep/modelkeep-demo/runner" },
      s3Logs: { status: "DISABLED" },
    });
    expect(project()).toMatchObject({
      badgeEnabled: false,
      projectVisibility: "PRIVATE",
      encryptionKey: "arn:key",
      concurrentBuildLimit: 1,
    });
  });

  it("have a role that CodeBuild takes for this project alone, with its rights before the first build", {
    tags: ["runner-role-for-one-project"],
  }, () => {
    const [trust] = JSON.parse(only(resources, "Role").inputs["assumeRolePolicy"]).Statement;
    expect(trust).toMatchObject({
      Principal: { Service: "codebuild.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:codebuild:eu-central-1:111122223333:project/modelkeep-demo-runner" },
      },
    });
    expect(all(resources, "RolePolicy")).toHaveLength(2);
    expect(only(resources, "Project").dependsOn).toEqual(expect.arrayContaining(["runner-policy", "runner-network-policy"]));
  });
});
