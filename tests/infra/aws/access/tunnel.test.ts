import { describe, expect, it } from "vitest";
import { Tunnel, tunnelPolicy } from "../../../../infra/aws/access/tunnel.ts";
import { only, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const args = { place, subnetId: "subnet-a", privateIp: "10.64.192.61", securityGroupId: "tunnel", keyArn: "arn:key", tags: {} };
const tunnel = () => new Tunnel("tunnel", args, {});

describe.each([false, true])("the tunnel host (first preview: %s)", (preview) => {
  it("has no key pair, no public address, and IMDSv2 with a hop limit of 1", { tags: ["tunnel-host-closed"] }, async () => {
    const resources = await record(tunnel, { preview });
    const template = only(resources, "LaunchTemplate").inputs;
    expect(template["keyName"]).toBeUndefined();
    expect(template["metadataOptions"]).toMatchObject({ httpTokens: "required", httpPutResponseHopLimit: 1 });
    expect(only(resources, "aws:ec2/instance:Instance").inputs).toMatchObject({
      associatePublicIpAddress: false,
      subnetId: "subnet-a",
      privateIp: "10.64.192.61",
      vpcSecurityGroupIds: ["tunnel"],
    });
  });

  it("asks AWS for nothing in a preview: its AMI is looked up at launch", async () => {
    expect(only(await record(tunnel, { preview }), "LaunchTemplate").inputs["imageId"]).toMatch(
      /^resolve:ssm:\/aws\/service\/ami-amazon-linux-latest\/al2023/,
    );
  });

  it("encrypts its volume with the keep's key", async () => {
    expect(only(await record(tunnel, { preview }), "LaunchTemplate").inputs["blockDeviceMappings"]).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: { volumeType: "gp3", volumeSize: 8, encrypted: "true", kmsKeyId: "arn:key", deleteOnTermination: "true" },
      },
    ]);
  });
});

describe("the tunnel's role", () => {
  it("keeps the channels of a session open, and does nothing else", () => {
    expect(tunnelPolicy(place).Statement.flatMap(({ Action }) => Action)).toEqual([
      "ssm:UpdateInstanceInformation",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]);
  });
});
