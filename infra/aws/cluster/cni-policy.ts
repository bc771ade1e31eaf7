import type * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";

/** The tag that marks the cluster's network interfaces for the VPC CNI; launch templates set it on a node's first ones. */
export const interfaceTag = "cluster.k8s.amazonaws.com/name";

/** The tag of the keep's instances, set by their launch template. */
export const instanceTag = "modelkeep:cluster";

/** Read-only actions of the VPC CNI. */
export const interfaceLookUps = [
  "ec2:DescribeInstances",
  "ec2:DescribeInstanceTypes",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeTags",
];

/**
 * Permissions of the VPC CNI: add addresses and network interfaces to this cluster's nodes. Narrower than the managed AmazonEKS_CNI_Policy,
 * which may detach or change every network interface of the account.
 * Source: "Scope-down IAM policy per EKS cluster", docs/iam-policy.md of aws/amazon-vpc-cni-k8s. It is narrower than that, too: an
 * interface can be tagged as the cluster's only on creation, so that no existing one can be claimed.
 */
export function cniPolicy(place: Place): PolicyDocument {
  const { regional } = arnsOf(place);
  const { cluster } = awsNames(place);
  const interfaces = regional("ec2", "network-interface/*");
  const ofTheCluster = { StringEquals: { [`aws:ResourceTag/${interfaceTag}`]: cluster } };
  const change = ["ec2:AttachNetworkInterface", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"];
  return policyDocument(
    {
      Sid: "LooksAtInterfaces",
      Effect: "Allow",
      Action: interfaceLookUps,
      // EC2's Describe actions do not support resource-level permissions.
      Resource: "*",
    },
    {
      Sid: "MakesInterfaces",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: interfaces,
      Condition: { StringEquals: { [`aws:RequestTag/${interfaceTag}`]: cluster } },
    },
    {
      Sid: "TagsInterfacesAsItMakesThem",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: interfaces,
      Condition: { StringEquals: { "ec2:CreateAction": "CreateNetworkInterface" } },
    },
    { Sid: "TagsItsInterfaces", Effect: "Allow", Action: "ec2:CreateTags", Resource: interfaces, Condition: ofTheCluster },
    {
      Sid: "ChangesItsInterfaces",
      Effect: "Allow",
      Action: ["ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses", "ec2:DeleteNetworkInterface", ...change],
      Resource: interfaces,
      Condition: ofTheCluster,
    },
    {
      Sid: "AttachesThemToItsNodes",
      Effect: "Allow",
      Action: change,
      Resource: regional("ec2", "instance/*"),
      Condition: { StringEquals: { [`aws:ResourceTag/${instanceTag}`]: cluster } },
    },
  );
}

/**
 * Where the VPC CNI may create interfaces: subnets and security groups of the keep's VPC. A separate policy because the VPC's ARN is known
 * only later.
 */
export function cniPlacePolicy(place: Place, vpcArn: pulumi.Input<string>): PolicyDocument {
  const { regional } = arnsOf(place);
  return policyDocument({
    Sid: "PutsInterfacesIntoTheVpc",
    Effect: "Allow",
    Action: ["ec2:CreateNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"],
    Resource: [regional("ec2", "subnet/*"), regional("ec2", "security-group/*")],
    Condition: { ArnEquals: { "ec2:Vpc": vpcArn } },
  });
}
