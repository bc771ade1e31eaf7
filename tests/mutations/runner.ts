import type { Mutation } from "./mutation.ts";

/** Edits that would give builds inside the VPC more than the second step of a deployment takes. */
export const runnerMutations: Mutation[] = [
  {
    name: "a build has the privileges of its host",
    in: "runner#Runner",
    find: "privilegedMode: false",
    replace: "privilegedMode: true",
    fails: "runner-without-privileges",
  },
  {
    name: "any CodeBuild project of the account takes the runner's role",
    in: "runner#Runner",
    find: ', ["sts:AssumeRole"], arnsOf(place).runner)',
    replace: ")",
    fails: "runner-role-for-one-project",
  },
  {
    name: "a build says what it does by a file of the bundle",
    in: "runner#Runner",
    find: ", buildspec: runnerBuild(stack)",
    replace: "",
    fails: "build-from-one-object",
  },
  {
    name: "a build deploys whatever stands of the AWS half",
    in: "runnerBuild",
    find: " --expect-no-changes`",
    replace: " || true`",
    fails: "build-stops-on-aws-changes",
  },
  {
    name: "a build reads the weights",
    in: "runnerPolicy",
    find: "Action: keepsState, Resource: state",
    replace: 'Action: keepsState, Resource: "arn:aws:s3:::*"',
    fails: "build-reads-no-weights",
  },
  {
    name: "a build may let others into the cluster",
    in: "runnerPolicy",
    find: "Action: changesAddOns, Resource: [arns.cluster, arns.addOns]",
    replace: 'Action: [...changesAddOns, "eks:CreateAccessEntry"], Resource: [arns.cluster, arns.addOns]',
    fails: "build-changes-add-ons-alone",
  },
  {
    name: "a build's interface is lent to any service",
    in: "runnerNetworkPolicy",
    find: 'StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" }, ',
    replace: "",
    fails: "build-interface-lent-to-codebuild",
  },
  {
    name: "any role of the account writes through the S3 endpoint",
    in: "byRunner",
    find: ', ArnEquals: { "aws:PrincipalArn": role } },',
    replace: " },",
    fails: "runner-state-through-s3-endpoint",
  },
  {
    name: "state is written to a bucket of another account",
    in: "reachesState",
    find: 'const ours = { "aws:ResourceAccount": place.accountId };',
    replace: "const ours = {};",
    fails: "runner-writes-own-buckets-alone",
  },
  {
    name: "a build in the VPC is no part of the graph",
    in: "Interfaces",
    find: "subnetIds ?? subnets,",
    replace: "subnetIds,",
    fails: "runner-claims-proved",
  },
  {
    name: "a runner is taken where EKS has no endpoint for it",
    in: "accessCheck",
    find: "runner && regionsWithoutEksEndpoint",
    replace: "runner && [].includes(runner as never) && regionsWithoutEksEndpoint",
    fails: "bad-settings-refused",
  },
  {
    name: "a runner's endpoints cost nothing",
    in: "platformLines",
    find: "endpointServices({ tunnel, runner })",
    replace: "endpointServices({ tunnel, runner: false })",
    fails: "bill-of-endpoints",
  },
];
