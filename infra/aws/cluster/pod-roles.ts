import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, keepOf, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, policyJson } from "../policy-document.ts";
import { cniPlacePolicy, cniPolicy } from "./cni-policy.ts";
import { modelServersOf, type PodIdentity, podTrust, vpcCni } from "./pod-trust.ts";

/** Reads weights from the vault, and decrypts them only through S3; it cannot list, write, or use the key for anything else. */
export function weightsReaderPolicy(place: Place): PolicyDocument {
  const { bucket, objects, regional } = arnsOf(place);
  const { vault, keyAlias } = awsNames(place);
  return policyDocument(
    { Sid: "ReadsWeights", Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: objects(vault) },
    {
      Sid: "DecryptsWeights",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: regional("kms", "key/*"),
      Condition: {
        StringEquals: { "kms:ViaService": `s3.${place.region}.amazonaws.com` },
        // With a bucket key the encryption context is the bucket's ARN, without one the object's.
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket(vault), objects(vault)] },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias("vault") },
      },
    },
  );
}

export interface PodRolesArgs {
  place: Place;
  clusterName: pulumi.Input<string>;
  vpcId: pulumi.Input<string>;
}

/** IAM roles of pods, through EKS Pod Identity: no static key, no node role that a pod could use. */
export class PodRoles extends pulumi.ComponentResource {
  readonly weightsReader: aws.iam.Role;
  /** For the vpc-cni add-on, which creates its own association. */
  readonly vpcCni: aws.iam.Role;

  constructor(name: string, { place, clusterName, vpcId }: PodRolesArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:PodRoles", name, {}, opts);
    const { regional } = arnsOf(place);
    const modelServers = modelServersOf(keepOf(place));

    const role = (purpose: string, description: string, pods: PodIdentity) =>
      new aws.iam.Role(
        `${name}-${purpose}`,
        { name: awsNames(place).role(purpose), description, assumeRolePolicy: policyJson(podTrust(place, pods)) },
        { parent: this },
      );
    const allow = (purpose: string, to: aws.iam.Role, policy: PolicyDocument) =>
      new aws.iam.RolePolicy(`${name}-${purpose}-policy`, { name: purpose, role: to.name, policy: policyJson(policy) }, { parent: this });

    this.weightsReader = role("weights-reader", "model server of the keep", modelServers);
    allow("weights-reader", this.weightsReader, weightsReaderPolicy(place));
    new aws.eks.PodIdentityAssociation(
      `${name}-weights-reader-pods`,
      { clusterName, ...modelServers, roleArn: this.weightsReader.arn },
      { parent: this },
    );

    this.vpcCni = role("vpc-cni", "VPC CNI of the keep's cluster", vpcCni);
    allow("vpc-cni", this.vpcCni, cniPolicy(place));
    allow("vpc-cni-place", this.vpcCni, cniPlacePolicy(place, pulumi.interpolate`${regional("ec2", "vpc/")}${vpcId}`));

    this.registerOutputs({});
  }
}
