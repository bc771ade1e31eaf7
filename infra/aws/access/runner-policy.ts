import type * as pulumi from "@pulumi/pulumi";
import type { Runner } from "../../settings/target.ts";
import { arnsOf, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";
import { imagePull } from "../vault/image-pull.ts";
import { changesAddOns, keepsState, logsBuild, runnerArns } from "./runner-rights.ts";

/**
 * AWS permissions of a build: run in the VPC, read and write the stack's state, change the add-ons of this cluster. It creates and changes
 * nothing else in the AWS half. Its access entry defines its permissions in the cluster.
 */
export function runnerPolicy(place: Place, settings: Runner): PolicyDocument {
  const arns = arnsOf(place);
  const { bucket, state, bundle, logs } = runnerArns(place, settings.stateBucket);
  return policyDocument(
    { Sid: "LogsTheBuild", Effect: "Allow", Action: logsBuild, Resource: logs },
    { Sid: "LogsInToTheRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    { Sid: "PullsItsImage", Effect: "Allow", Action: imagePull, Resource: arns.repository("runner") },
    {
      Sid: "LooksUpItsNetwork",
      Effect: "Allow",
      Action: [
        ...["ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups"],
        ...["ec2:DescribeSubnets", "ec2:DescribeVpcs"],
      ],
      // EC2's Describe actions do not support resource-level permissions.
      Resource: "*",
    },
    { Sid: "ListsTheState", Effect: "Allow", Action: "s3:ListBucket", Resource: bucket },
    { Sid: "KeepsTheState", Effect: "Allow", Action: keepsState, Resource: state },
    { Sid: "ReadsTheBundle", Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: bundle },
    {
      Sid: "DecryptsTheStacksSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: arns.regional("kms", `key/${settings.secretsKey}`),
    },
    { Sid: "ChangesAddOns", Effect: "Allow", Action: changesAddOns, Resource: [arns.cluster, arns.addOns] },
  );
}

export interface RunnerNetwork {
  /** ARNs of the subnets that builds run in. */
  subnetArns: pulumi.Input<string>[];
  /** ARN of their security group. */
  groupArn: pulumi.Input<string>;
}

/**
 * Permissions for a build's network interface: in the keep's own subnets and security group, only for CodeBuild. A separate policy because
 * subnets and group are known only once they exist.
 * Sources: "Allow CodeBuild access to AWS services required to create a VPC network interface", CodeBuild user guide; condition keys of
 * each resource in the Service Authorization Reference, which has none for the subnet of an interface that does not exist yet.
 */
export function runnerNetworkPolicy(place: Place, { subnetArns, groupArn }: RunnerNetwork): PolicyDocument {
  const interfaces = arnsOf(place).regional("ec2", "network-interface/*");
  const inOurSubnets = { "ec2:Subnet": subnetArns };
  return policyDocument(
    {
      Sid: "MakesInterfaces",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: interfaces,
      Condition: { StringEquals: { "ec2:Region": place.region } },
    },
    { Sid: "PutsThemIntoTheKeep", Effect: "Allow", Action: "ec2:CreateNetworkInterface", Resource: [groupArn, ...subnetArns] },
    {
      Sid: "RemovesThem",
      Effect: "Allow",
      Action: "ec2:DeleteNetworkInterface",
      Resource: interfaces,
      Condition: { ArnEquals: inOurSubnets },
    },
    {
      Sid: "LendsThemToCodeBuild",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterfacePermission",
      Resource: interfaces,
      Condition: { StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" }, ArnEquals: inOurSubnets },
    },
  );
}
