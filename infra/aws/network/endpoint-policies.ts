import { layerBucket } from "../../../catalog/eks.ts";
import type { Runner } from "../../settings/target.ts";
import { bundleOf, changesAddOns, keepsState, logsBuild } from "../access/runner-rights.ts";
import { interfaceLookUps } from "../cluster/cni-policy.ts";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, type Statement } from "../policy-document.ts";
import { imagePull } from "../vault/image-pull.ts";
import type { EndpointService } from "./endpoint-choice.ts";

/**
 * Endpoint policies: what may pass through a VPC endpoint at all, whatever credentials a caller brings.
 * They grant nothing; the caller's own role must allow the call too.
 */

/** What the policies must know of the keep. */
export interface EndpointScope {
  place: Place;
  /** Short names of the images in the keep's registry. */
  images: readonly string[];
  /** Accounts of AWS from which nodes pull add-on images in this region. */
  registryAccounts: readonly string[];
  /** Builds inside the VPC, where there are any. */
  runner?: Runner | undefined;
}

/** Admits a call only by a principal of the keep's account: stolen credentials of another account open nothing from inside the VPC. */
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

/** Admits the runner's role alone, by its name. */
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
    // A token is for the whole registry: this action takes no resource.
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
  // Describe actions of EC2 take no resource.
  return policyDocument(allow(place, "LookUpAddresses", interfaceLookUps, "*"), allow(place, "AssignAddresses", change, ours));
}

/** By service: the narrowest policy with which the keep still works. */
const policies: Record<EndpointService, (scope: EndpointScope) => PolicyDocument> = {
  ec2: manageAddresses,
  "ecr.api": pullImages,
  "ecr.dkr": pullImages,
  "eks-auth": ({ place }) =>
    policyDocument(allow(place, "PodIdentityOfThisCluster", ["eks-auth:AssumeRoleForPodIdentity"], arnsOf(place).cluster)),
  // The agent signs with the instance's identity role, which may do this one thing. GuardDuty's own example admits every action, and denies
  // other accounts as here. Sources: "Instance identity roles for Amazon EC2 instances", EC2 user guide; "Prerequisite - Creating an Amazon
  // VPC endpoint", GuardDuty user guide.
  // The second name of newer agents, guardduty-data-v2, answers at a link-local address that no endpoint policy, security group or DNS name of
  // the keep governs: it stays unanswered, and the agent uses the endpoint.
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
  s3: ({ place, runner }) => policyDocument(...readsAlone(place), ...(runner ? reachesState(place, runner) : [])),
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
  // The action takes no resource.
  sts: ({ place }) => policyDocument(byRunner(place, "SayWhoseAccountThisIs", ["sts:GetCallerIdentity"], "*")),
  // What Session Manager needs and no more of SSM: no documents, no parameters, no commands. Its channels have no ARN that is known beforehand.
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
 * The policy of S3: reads, from two buckets. Without a runner nothing is written through the endpoint, so that no credential whatever carries
 * data out this way; the publishing role writes weights from outside the VPC.
 */
function readsAlone(place: Place): Statement[] {
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
    // ECR signs the download of a layer with a principal of its own, so no condition on the caller can hold here; the bucket is of AWS, and is only read.
    { Sid: "ReadImageLayers", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: arns.objects(layerBucket(place.region)) },
  ];
}

/** State is written by the runner's role alone, into one bucket of the account. */
function reachesState(place: Place, { stateBucket }: Runner): Statement[] {
  const { bucket } = arnsOf(place);
  const ours = { "aws:ResourceAccount": place.accountId };
  return [
    byRunner(place, "ListTheState", ["s3:ListBucket"], bucket(stateBucket), ours),
    byRunner(place, "KeepTheState", keepsState, `${bucket(stateBucket)}/.pulumi/*`, ours),
    byRunner(place, "ReadTheBundle", ["s3:GetObject", "s3:GetObjectVersion"], `${bucket(stateBucket)}/${bundleOf(place)}`, ours),
  ];
}
