import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";

/**
 * Permissions of the control plane: describe its nodes, tag them, and use its own KMS key. Replaces the managed AmazonEKSClusterPolicy,
 * which may also create load balancers and open security groups; the keep creates its load balancer itself. Source: the minimal custom
 * policy of "Amazon EKS cluster IAM role" in the EKS user guide, except for the key.
 */
export function clusterPolicy(place: Place): PolicyDocument {
  const { regional } = arnsOf(place);
  return policyDocument(
    {
      Sid: "LooksAtNodes",
      Effect: "Allow",
      Action: [
        "ec2:DescribeInstances",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeVpcs",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstanceTopology",
      ],
      // EC2's Describe actions do not support resource-level permissions.
      Resource: "*",
    },
    {
      Sid: "TagsNodes",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: regional("ec2", "instance/*"),
      Condition: { "ForAnyValue:StringLike": { "aws:TagKeys": "kubernetes.io/cluster/*" } },
    },
    {
      Sid: "EncryptsItsData",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"],
      // By alias, because the key's id is known only after creation; this way the policy is readable in the first preview.
      Resource: regional("kms", "key/*"),
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": awsNames(place).keyAlias("cluster") } },
    },
  );
}
