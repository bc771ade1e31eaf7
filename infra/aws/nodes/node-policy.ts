import { addOnRegistryAccounts } from "../../../catalog/eks.ts";
import { arnsOf, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";
import { imagePull } from "../vault/image-pull.ts";

export interface NodePolicyArgs {
  place: Place;
  /** Images of the keep's registry, by short name. */
  images: string[];
}

/**
 * All permissions of a node. A pod that obtained them could only pull the keep's images: no S3, no KMS, no network interfaces (the VPC CNI
 * has its own role), and no DescribeCluster (the user data contains its result).
 * Replaces the managed AmazonEKSWorkerNodePolicy and AmazonEC2ContainerRegistryPullOnly, which cover every repository and cluster.
 * Source: "Amazon EKS node IAM role", EKS user guide.
 */
export function nodePolicy({ place, images }: NodePolicyArgs): PolicyDocument {
  const { cluster, repository } = arnsOf(place);
  return policyDocument(
    // A registry login is not for a repository: it does not support resource-level permissions.
    { Sid: "LogsInToRegistries", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    { Sid: "PullsTheKeepsImages", Effect: "Allow", Action: imagePull, Resource: images.map(repository) },
    {
      Sid: "PullsAddOnImages",
      Effect: "Allow",
      Action: imagePull,
      Resource: addOnRegistryAccounts(place.region).map((account) => `arn:aws:ecr:${place.region}:${account}:repository/*`),
    },
    // Bottlerocket looks up its private DNS name, which is the node's name (`generate_node_name` in pluto). EC2's Describe actions do not
    // support resource-level permissions.
    { Sid: "LooksUpItsName", Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
    { Sid: "ServesPodIdentity", Effect: "Allow", Action: "eks-auth:AssumeRoleForPodIdentity", Resource: cluster },
  );
}
