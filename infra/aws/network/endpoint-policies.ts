import { layerBucket } from "../../../catalog/eks.ts";
import type { EndpointService } from "../../../catalog/endpoints.ts";
import type { Runner } from "../../settings/target.ts";
import { bundleOf, changesAddOns, keepsState, logsBuild } from "../access/runner-rights.ts";
import { interfaceLookUps } from "../cluster/cni-policy.ts";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, type Statement } from "../policy-document.ts";
import { imagePull } from "../vault/image-pull.ts";

/**
 * Endpoint policies: what may pass through a VPC endpoint, with any credentials. They grant nothing; the caller's own role must allow the
 * call too.
 */

/** Input of the policies. */
export interface EndpointScope {
  place: Place;
  /** Short names of the images in the keep's registry. */
  images: readonly string[];
  /** AWS accounts from which nodes pull add-on images in this region. */
  registryAccounts: readonly string[];
  /** Builds inside the VPC, if there are any. */
  runner?: Runner | undefined;
}

/** Allows a call only by a principal of the keep's account: credentials of another account are useless from inside the VPC. */
const ownPrincipals = ({ accountId }: Place): NonNullable<Statement["Condition"]> => ({
  StringEquals: { "aws:PrincipalAccount": accountId },
});

const allow = (place: Place, Sid: string, Action: string[], Resource: string | string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Principal: "*",
  Action,
  Resource,
  Condition: ownPrincipals(place),
});

/** Allows only the runner's role, by name. */
function byRunner(place: Place, Sid: string, Action: string[], Resource: string | string[], more: Record<string, string> = {}): Statement {
  const role = arnsOf(place).role(awsNames(place).role("runner"));
  return {
    Sid,
    Effect: "Allow",
    Principal: "*",
    Action,
    Resource,
    Condition: { StringEquals: { "aws:PrincipalAccount": place.accountId, ...more }, ArnEquals: { "aws:PrincipalArn": role } },
  };
}

function pullImages({ place, images, registryAccounts }: EndpointScope): PolicyDocument {
  const arns = arnsOf(place);
  return policyDocument(
    // A token is for the whole registry: this action does not support resource-level permissions.
    allow(place, "LogInToTheRegistry", ["ecr:GetAuthorizationToken"], "*"),
    allow(place, "PullTheKeepsImages", imagePull, images.map(arns.repository)),
    allow(
      place,
      "PullAddOnImagesOfAws",
      imagePull,
      registryAccounts.map((account) => `arn:aws:ecr:${place.region}:${account}:repository/*`),
    ),
  );
}

/** EC2 calls of the VPC CNI and of a Bottlerocket node that looks up its own name. Source: AmazonEKS_CNI_Policy, AWS managed policy reference. */
function manageAddresses({ place }: EndpointScope): PolicyDocument {
  const change = [
    ...["ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
    ...["ec2:AttachNetworkInterface", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute", "ec2:CreateTags"],
  ];
  const ours = ["instance", "network-interface", "security-group", "subnet"].map((kind) => arnsOf(place).regional("ec2", `${kind}/*`));
  // EC2's Describe actions do not support resource-level permissions.
  return policyDocument(allow(place, "LookUpAddresses", interfaceLookUps, "*"), allow(place, "AssignAddresses", change, ours));
}

/** Least-privilege policy of each service. */
const policies: Record<EndpointService, (scope: EndpointScope) => PolicyDocument> = {
  ec2: manageAddresses,
  "ecr.api": pullImages,
  "ecr.dkr": pullImages,
  "eks-auth": ({ place }) =>
    policyDocument(allow(place, "PodIdentityOfThisCluster", ["eks-auth:AssumeRoleForPodIdentity"], arnsOf(place).cluster)),
  // The agent signs with the instance identity role, which has only this permission. GuardDuty's own example allows every action, and
  // denies other accounts as here. Sources: "Instance identity roles for Amazon EC2 instances", EC2 user guide; "Prerequisite - Creating an
  // Amazon VPC endpoint", GuardDuty user guide.
  // The second name of newer agents, guardduty-data-v2, resolves to a link-local address that no endpoint policy, security group or DNS
  // rule of the keep covers: it is not resolved, and the agent uses the endpoint.
  // Source: "How the security agent connects to GuardDuty", GuardDuty user guide, read 2026-11-30.
  "guardduty-data": ({ place }) =>
    policyDocument(allow(place, "SendTelemetryOfThisAccount", ["guardduty:SendSecurityTelemetry"], "*"), {
      Sid: "NothingOfOtherAccounts",
      Effect: "Deny",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalAccount": place.accountId } },
    }),
  logs: ({ place, runner }) => {
    const group = arnsOf(place).logGroup(awsNames(place).auditLogs);
    const builds = arnsOf(place).logGroup(awsNames(place).runnerLogs);
    return policyDocument(
      ...(runner ? [byRunner(place, "WriteTheRunnersLog", logsBuild, [builds, `${builds}:*`])] : []),
      allow(place, "WriteTheAuditLog", ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [group, `${group}:*`]),
    );
  },
  s3: ({ place, runner }) => policyDocument(...readOnly(place), ...(runner ? reachesState(place, runner) : [])),
  eks: ({ place }) =>
    policyDocument(byRunner(place, "ChangeAddOnsOfThisCluster", changesAddOns, [arnsOf(place).cluster, arnsOf(place).addOns])),
  kms: ({ place, runner }) =>
    policyDocument(
      byRunner(
        place,
        "DecryptTheStacksSecrets",
        ["kms:Decrypt"],
        runner ? [arnsOf(place).regional("kms", `key/${runner.secretsKey}`)] : [],
      ),
    ),
  // The action does not support resource-level permissions.
  sts: ({ place }) => policyDocument(byRunner(place, "SayWhoseAccountThisIs", ["sts:GetCallerIdentity"], "*")),
  // Only what Session Manager needs: no documents, no parameters, no commands. The ARNs of its channels are not known in advance.
  // Source: "Create a custom IAM role for Session Manager", AWS Systems Manager user guide.
  ssm: ({ place }) =>
    policyDocument(allow(place, "RegisterTheTunnelHost", ["ssm:UpdateInstanceInformation"], arnsOf(place).regional("ec2", "instance/*"))),
  ssmmessages: ({ place }) =>
    policyDocument(
      allow(
        place,
        "CarryTunnelSessions",
        [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        "*",
      ),
    ),
};

/** The policy of a service's interface endpoint. */
export function endpointPolicy(service: EndpointService, scope: EndpointScope): PolicyDocument {
  return policies[service](scope);
}

/**
 * The policy of S3: reads from two buckets. Without a runner nothing can be written through the endpoint, so no credentials can exfiltrate
 * data this way; the publishing role writes weights from outside the VPC.
 */
function readOnly(place: Place): Statement[] {
  const arns = arnsOf(place);
  const { vault } = awsNames(place);
  const condition = { StringEquals: { "aws:PrincipalAccount": place.accountId, "aws:ResourceAccount": place.accountId } };
  return [
    {
      Sid: "ReadTheVault",
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAttributes", "s3:ListBucket"],
      Resource: [arns.bucket(vault), arns.objects(vault)],
      Condition: condition,
    },
    // ECR signs layer downloads with its own principal, so a condition on the caller is not possible; the bucket is AWS-owned and read-only
    // here.
    { Sid: "ReadImageLayers", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: arns.objects(layerBucket(place.region)) },
  ];
}

/** State is written only by the runner's role, to one bucket of the account. */
function reachesState(place: Place, { stateBucket }: Runner): Statement[] {
  const { bucket } = arnsOf(place);
  const ours = { "aws:ResourceAccount": place.accountId };
  return [
    byRunner(place, "ListTheState", ["s3:ListBucket"], bucket(stateBucket), ours),
    byRunner(place, "KeepTheState", keepsState, `${bucket(stateBucket)}/.pulumi/*`, ours),
    byRunner(place, "ReadTheBundle", ["s3:GetObject", "s3:GetObjectVersion"], `${bucket(stateBucket)}/${bundleOf(place)}`, ours),
  ];
}
