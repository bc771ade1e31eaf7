import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

/** Actions for a keep: its nodes, control plane, CNI, loader, trail, flow logs, replication, tunnel host and runner, by service. */
const needed: Readonly<Record<string, readonly string[]>> = {
  ec2: [
    ...["AssignPrivateIpAddresses", "UnassignPrivateIpAddresses", "CreateTags"],
    ...["CreateNetworkInterface", "CreateNetworkInterfacePermission", "AttachNetworkInterface", "DetachNetworkInterface"],
    ...["DeleteNetworkInterface", "ModifyNetworkInterfaceAttribute"],
    ...["DescribeAvailabilityZones", "DescribeDhcpOptions", "DescribeInstanceTopology", "DescribeInstanceTypes", "DescribeInstances"],
    ...["DescribeNetworkInterfaces", "DescribeSecurityGroups", "DescribeSubnets", "DescribeTags", "DescribeVpcs"],
  ],
  ecr: ["BatchCheckLayerAvailability", "BatchGetImage", "GetAuthorizationToken", "GetDownloadUrlForLayer"],
  eks: [
    ...["CreateAddon", "UpdateAddon", "DeleteAddon", "DescribeAddon", "DescribeCluster", "DescribeUpdate"],
    ...["ListTagsForResource", "TagResource", "UntagResource"],
  ],
  "eks-auth": ["AssumeRoleForPodIdentity"],
  kms: ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ListGrants"],
  logs: ["CreateLogStream", "DescribeLogGroups", "DescribeLogStreams", "PutLogEvents"],
  s3: [
    ...["GetObject", "GetObjectVersion", "ListBucket", "PutObject", "DeleteObject"],
    ...["GetObjectLegalHold", "GetObjectRetention", "GetObjectVersionAcl", "GetObjectVersionForReplication", "GetObjectVersionTagging"],
    ...["GetReplicationConfiguration", "ReplicateObject", "ReplicateTags"],
  ],
  ssm: ["UpdateInstanceInformation"],
  ssmmessages: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"],
};

const known = new Set(Object.entries(needed).flatMap(([service, names]) => names.map((name) => `${service}:${name}`.toLowerCase())));

export const iamPolicyKnownActions: ResourceRule = {
  name: "aws-iam-policy-known-actions",
  description: "Policies allow only actions that a keep is known to need, each by its full name.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1"], nist80053r5: ["AC-6"] },
  database: "GRANT: each privilege by name.",
  remediation: "Remove the action; or list it in the rule's configuration after a review of what it permits.",
  config: {
    actions: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "additional actions that policies may allow, for example sqs:SendMessage",
    },
  },
  types: identityPolicyTypes,
  check: (policy, config) => {
    const more = new Set(listOf(config, "actions").map((action) => action.toLowerCase()));
    const message = "is not an action that a keep is known to need; accepted: the actions of this rule, each by its full name";
    return identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows(), () =>
          statement.actions().each((action) =>
            need(
              action.test((value) => known.has(String(value).toLowerCase()) || more.has(String(value).toLowerCase())),
              message,
              action.path,
            ),
          ),
        ),
      ),
    );
  },
};
