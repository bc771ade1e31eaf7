import type { Mutation } from "./mutation.ts";

const runner = { file: "infra/aws/runner.ts", test: "tests/infra/aws/runner.test.ts" };
const policy = { file: "infra/aws/runner-policy.ts", test: "tests/infra/aws/runner-policy.test.ts" };
const endpoint = { file: "infra/aws/endpoint-policies.ts", test: "tests/infra/aws/endpoint-policies.test.ts" };
const builds = "builds inside the VPC";

/** Edits that would give builds inside the VPC more than the second step of a deployment takes. */
export const runnerMutations: Mutation[] = [
  {
    ...runner,
    name: "a build has the privileges of its host",
    find: "privilegedMode: false",
    replace: "privilegedMode: true",
    fails: `${builds} > run in the keep's subnets and group, without privileges, in an image of the keep's registry by digest`,
  },
  {
    ...runner,
    name: "any CodeBuild project of the account takes the runner's role",
    find: ', ["sts:AssumeRole"], arnsOf(place).runner)',
    replace: ")",
    fails: `${builds} > have a role that CodeBuild takes for this project alone, with its rights before the first build`,
  },
  {
    ...runner,
    name: "a build says what it does by a file of the bundle",
    find: ", buildspec: runnerBuild(stack)",
    replace: "",
    fails: `${builds} > take what they deploy from one object of the state bucket, say by themselves what they do with it, and leave nothing`,
  },
  {
    name: "a build deploys whatever stands of the AWS half",
    file: "infra/aws/runner-build.ts",
    find: " --expect-no-changes`",
    replace: " || true`",
    test: "tests/infra/aws/runner-build.test.ts",
    fails: "a build > begins nothing where the AWS half would change",
  },
  {
    ...policy,
    name: "a build reads the weights",
    find: "Action: keepsState, Resource: state",
    replace: 'Action: keepsState, Resource: "arn:aws:s3:::*"',
    fails: "a build's rights in AWS > read no weights, and pull no image but their own",
  },
  {
    ...policy,
    name: "a build may let others into the cluster",
    find: "Action: changesAddOns, Resource: [arns.cluster, arns.addOns]",
    replace: 'Action: [...changesAddOns, "eks:CreateAccessEntry"], Resource: [arns.cluster, arns.addOns]',
    fails: "a build's rights in AWS > change the add-ons of this cluster, and nothing else of the AWS half",
  },
  {
    ...policy,
    name: "a build's interface is lent to any service",
    find: 'StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" }, ',
    replace: "",
    fails: "a build's network interface > is lent to CodeBuild alone, and no other's is removed",
  },
  {
    ...endpoint,
    name: "any role of the account writes through the S3 endpoint",
    find: ', ArnEquals: { "aws:PrincipalArn": role } },',
    replace: " },",
    fails: "with builds inside the VPC > the runner alone keeps its state through the S3 endpoint, and reads its bundle",
  },
  {
    ...endpoint,
    name: "state is written to a bucket of another account",
    find: 'const ours = { "aws:ResourceAccount": place.accountId };',
    replace: "const ours = {};",
    fails: "with builds inside the VPC > the runner writes to no bucket of that name in another account, nor into the vault",
  },
  {
    name: "a build in the VPC is no part of the graph",
    file: "evidence/reach/aws/interfaces.ts",
    find: "subnetIds ?? subnets,",
    replace: "subnetIds,",
    test: "tests/evidence/proofs/runner.program.test.ts",
    fails: "every claim about its network and its principals is proved, with the builds in the graph",
  },
  {
    name: "a runner is taken where EKS has no endpoint for it",
    file: "infra/settings/checks/access.ts",
    find: "runner && regionsWithoutEksEndpoint",
    replace: "runner && [].includes(runner as never) && regionsWithoutEksEndpoint",
    test: "tests/infra/settings/parse.test.ts",
    fails: "bad settings > a runner where EKS has no endpoint",
  },
  {
    name: "a runner's endpoints cost nothing",
    file: "planner/cost/keep-cost.ts",
    find: "runner: 3 }",
    replace: "runner: 0 }",
    test: "tests/planner/cost/keep-cost.test.ts",
    fails: "a month's bill > has an hour in every zone of each endpoint that a keep makes, and of the tunnel's and the runner's",
  },
];
