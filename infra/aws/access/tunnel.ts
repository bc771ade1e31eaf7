import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, passedRoleTrust, policyDocument, policyJson } from "../policy-document.ts";

export interface TunnelArgs {
  place: Place;
  subnetId: pulumi.Input<string>;
  /** Its address in that subnet, in which endpoints have fixed addresses too. */
  privateIp: string;
  securityGroupId: pulumi.Input<string>;
  /** KMS key of the host's volume. */
  keyArn: pulumi.Input<string>;
  /** Tags of the instance and its volume: the provider's default tags apply only to the launch template. */
  tags: Record<string, string>;
}

/** Amazon Linux 2023 for Arm, which includes the SSM agent; EC2 resolves the AMI at launch, so a preview makes no call to AWS. */
const image = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/**
 * Only the channels of Session Manager, nothing else of Systems Manager: no Run Command, no parameters, no inventory.
 * Source: "Add Session Manager permissions to an existing IAM role", Systems Manager user guide.
 */
export function tunnelPolicy(place: Place): PolicyDocument {
  return policyDocument(
    {
      Sid: "ReportsToSystemsManager",
      Effect: "Allow",
      Action: "ssm:UpdateInstanceInformation",
      Resource: arnsOf(place).regional("ec2", "instance/*"),
    },
    {
      Sid: "KeepsSessionChannels",
      Effect: "Allow",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      // The ARNs of channels are not known in advance.
      Resource: "*",
    },
  );
}

/**
 * A small host that forwards a port to the private cluster endpoint, only through SSM Session Manager: no key pair, no inbound rule, no
 * public address.
 */
export class Tunnel extends pulumi.ComponentResource {
  readonly instance: aws.ec2.Instance;

  constructor(
    name: string,
    { place, subnetId, privateIp, securityGroupId, keyArn, tags: keepTags }: TunnelArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("modelkeep:aws:Tunnel", name, {}, opts);
    const names = awsNames(place);
    const tags = { ...keepTags, [names.costTag.key]: names.costTag.value, Name: names.role("tunnel") };

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: names.role("tunnel"),
        description: "tunnel host of the keep",
        assumeRolePolicy: policyJson(passedRoleTrust("ec2.amazonaws.com")),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      { name: "session", role: role.name, policy: policyJson(tunnelPolicy(place)) },
      { parent: this },
    );
    const profile = new aws.iam.InstanceProfile(`${name}-profile`, { name: names.role("tunnel"), role: role.name }, { parent: this });

    const template = new aws.ec2.LaunchTemplate(
      `${name}-template`,
      {
        imageId: image,
        instanceType: "t4g.micro",
        iamInstanceProfile: { arn: profile.arn },
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: { volumeType: "gp3", volumeSize: 8, encrypted: "true", kmsKeyId: keyArn, deleteOnTermination: "true" },
          },
        ],
        monitoring: { enabled: true },
        tagSpecifications: [
          { resourceType: "instance", tags },
          { resourceType: "volume", tags },
        ],
        updateDefaultVersion: true,
      },
      { parent: this },
    );

    this.instance = new aws.ec2.Instance(
      name,
      {
        launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
        subnetId,
        privateIp,
        vpcSecurityGroupIds: [securityGroupId],
        associatePublicIpAddress: false,
      },
      { parent: this, dependsOn: [policy] },
    );

    this.registerOutputs({});
  }
}
