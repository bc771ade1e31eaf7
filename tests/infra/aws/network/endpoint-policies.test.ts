import { describe, expect, it } from "vitest";
import { endpointServices } from "../../../../infra/aws/network/endpoint-choice.ts";
import { endpointPolicy } from "../../../../infra/aws/network/endpoint-policies.ts";
import type { PolicyDocument } from "../../../../infra/aws/policy-document.ts";
import type { Keep } from "../../../../infra/settings/keep.ts";
import { decide } from "../../../support/policy-decision.ts";
import { someRunner } from "../../settings/some-runner.ts";

const account = "111122223333";
const stranger = "999900001111";
const place = { prefix: "modelkeep-demo", accountId: account, region: "eu-central-1" };
const scope = { place, images: ["vllm", "envoy"], registryAccounts: ["602401143452"] };
const services = endpointServices({ target: { kind: "eks", access: { tunnel: true } } } as unknown as Keep);
const policies = services.map((service): [string, PolicyDocument] => [service, endpointPolicy(service, scope)]);

/** A role of the account, and what it asks of the account's own resources. */
const by = (owner: string, resourceOwner = account) => ({
  principal: `arn:aws:iam::${owner}:role/any`,
  context: { "aws:ResourceAccount": resourceOwner },
});
const ours = by(account);
const theirs = by(stranger);
const allows = (policy: PolicyDocument, action: string, resource: string, caller = ours) =>
  decide(policy, { action, resource, ...caller }).effect === "Allow";
const repository = (name: string, owner = account) => `arn:aws:ecr:eu-central-1:${owner}:repository/${name}`;
const vault = `modelkeep-demo-vault-${account}-eu-central-1`;

describe("every endpoint policy", () => {
  it.each(policies)("%s: admits this account's principals alone", (service, { Statement }) => {
    for (const { Sid, Effect, Principal, Condition } of Statement) {
      // Image layers are fetched with a signature of ECR's own principal; the test below holds what that opens.
      if (Sid === "ReadImageLayers") continue;
      expect(Principal, `${service} ${Sid}`).toBe("*");
      const operator = Effect === "Allow" ? "StringEquals" : "StringNotEquals";
      expect(Condition?.[operator]?.["aws:PrincipalAccount"], `${service} ${Sid}`).toBe(account);
    }
  });

  it.each(policies)("%s: fits into an endpoint, which takes 20,480 characters", (_, policy) => {
    expect(JSON.stringify(policy).length).toBeLessThan(20_480);
  });

  it("names its actions", () => {
    const broad = policies.filter(([, { Statement }]) =>
      Statement.some(({ Effect, Action }) => Effect === "Allow" && JSON.stringify(Action).includes("*")),
    );
    expect(broad.map(([service]) => service)).toEqual([]);
  });
});

describe("the S3 endpoint", () => {
  const s3 = endpointPolicy("s3", scope);
  it("lets the keep read its weights", () => {
    expect(allows(s3, "s3:GetObject", `arn:aws:s3:::${vault}/r1/model.safetensors`)).toBe(true);
    expect(allows(s3, "s3:ListBucket", `arn:aws:s3:::${vault}`)).toBe(true);
  });

  it("lets nodes fetch image layers, whoever signed the address", () => {
    expect(allows(s3, "s3:GetObject", "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/abc", by(stranger, stranger))).toBe(true);
  });

  it.each(["s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy", "s3:CreateBucket", "s3:ReplicateObject"])(
    "lets nothing be written or changed anywhere: %s",
    { tags: ["s3-endpoint-no-writes"] },
    (action) => {
      for (const bucket of [vault, "somebody-elses-bucket", "prod-eu-central-1-starport-layer-bucket"])
        for (const resource of [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/key`])
          expect(allows(s3, action, resource), resource).toBe(false);
    },
  );

  it("lets nobody read another bucket", { tags: ["s3-endpoint-own-buckets-alone"] }, () => {
    for (const caller of [ours, theirs, by(stranger, stranger), by(account, stranger)])
      expect(allows(s3, "s3:GetObject", "arn:aws:s3:::somebody-elses-bucket/key", caller)).toBe(false);
  });

  it("opens the vault to no credential of another account, and follows its name into no other account", () => {
    const weights = `arn:aws:s3:::${vault}/r1/model.safetensors`;
    expect(allows(s3, "s3:GetObject", weights, theirs)).toBe(false);
    expect(allows(s3, "s3:GetObject", weights, by(account, stranger))).toBe(false);
  });
});

describe.each(["ecr.api", "ecr.dkr"] as const)("the registry endpoint %s", (service) => {
  const policy = endpointPolicy(service, scope);
  const may = (action: string, resource: string) => allows(policy, action, resource);

  it("lets nodes log in and pull the keep's images and the add-on images of AWS", () => {
    expect(may("ecr:GetAuthorizationToken", "*")).toBe(true);
    for (const action of ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"])
      for (const name of [repository("modelkeep-demo/vllm"), repository("modelkeep-demo/envoy"), repository("eks/coredns", "602401143452")])
        expect(may(action, name), `${action} ${name}`).toBe(true);
  });

  it("lets nothing be pushed, and nothing be pulled from elsewhere", { tags: ["registry-endpoint-own-images"] }, () => {
    for (const action of [
      "ecr:PutImage",
      "ecr:InitiateLayerUpload",
      "ecr:UploadLayerPart",
      "ecr:CreateRepository",
      "ecr:SetRepositoryPolicy",
    ])
      expect(may(action, repository("modelkeep-demo/vllm")), action).toBe(false);
    for (const name of [repository("other"), repository("modelkeep-other/vllm"), repository("modelkeep-demo/vllm", stranger)])
      expect(may("ecr:BatchGetImage", name), name).toBe(false);
  });
});

it("pod credentials are had for this cluster alone", { tags: ["pod-credentials-for-this-cluster"] }, () => {
  const policy = endpointPolicy("eks-auth", scope);
  const may = (cluster: string) => allows(policy, "eks-auth:AssumeRoleForPodIdentity", `arn:aws:eks:eu-central-1:${cluster}`);
  expect(may(`${account}:cluster/modelkeep-demo`)).toBe(true);
  expect(may(`${account}:cluster/modelkeep-other`)).toBe(false);
  expect(may(`${stranger}:cluster/modelkeep-demo`)).toBe(false);
});

it("logs go to the audit group alone, and none is read or deleted", () => {
  const policy = endpointPolicy("logs", scope);
  const may = (action: string, group: string) =>
    allows(policy, action, `arn:aws:logs:eu-central-1:${account}:log-group:${group}:log-stream:s`);
  expect(may("logs:PutLogEvents", "/modelkeep/modelkeep-demo/audit")).toBe(true);
  expect(may("logs:PutLogEvents", "/modelkeep/modelkeep-demo/flow")).toBe(false);
  expect(may("logs:PutLogEvents", "/aws/eks/modelkeep-demo/cluster")).toBe(false);
  for (const action of ["logs:GetLogEvents", "logs:DeleteLogStream", "logs:CreateLogGroup"])
    expect(may(action, "/modelkeep/modelkeep-demo/audit"), action).toBe(false);
});

it("EC2 is called for addresses: no instance, volume, snapshot or gateway is made through it", () => {
  const policy = endpointPolicy("ec2", scope);
  const may = (action: string, resource: string) => allows(policy, action, resource);
  expect(may("ec2:DescribeInstances", "*")).toBe(true);
  expect(may("ec2:AssignPrivateIpAddresses", `arn:aws:ec2:eu-central-1:${account}:network-interface/eni-1`)).toBe(true);
  expect(may("ec2:AssignPrivateIpAddresses", `arn:aws:ec2:eu-central-1:${stranger}:network-interface/eni-1`)).toBe(false);
  for (const action of [
    "ec2:RunInstances",
    "ec2:CreateSnapshot",
    "ec2:ModifySnapshotAttribute",
    "ec2:CreateInternetGateway",
    "ec2:CreateVpcPeeringConnection",
  ])
    expect(may(action, `arn:aws:ec2:eu-central-1:${account}:instance/i-1`), action).toBe(false);
});

it("the tunnel host registers itself and carries sessions; it runs no command and reads no parameter", () => {
  const host = `arn:aws:ec2:eu-central-1:${account}:instance/i-1`;
  expect(allows(endpointPolicy("ssm", scope), "ssm:UpdateInstanceInformation", host)).toBe(true);
  for (const action of ["ssm:SendCommand", "ssm:GetParameter", "ssm:GetDocument"])
    expect(allows(endpointPolicy("ssm", scope), action, host), action).toBe(false);
  expect(allows(endpointPolicy("ssmmessages", scope), "ssmmessages:OpenDataChannel", "*")).toBe(true);
});

it("a credential of another account does nothing through any interface endpoint", {
  tags: ["foreign-credential-useless-at-endpoint"],
}, () => {
  const wide = [
    "*",
    `arn:aws:eks:eu-central-1:${account}:cluster/modelkeep-demo`,
    repository("modelkeep-demo/vllm"),
    `arn:aws:ec2:eu-central-1:${account}:instance/i-1`,
  ];
  for (const [service, policy] of policies.filter(([service]) => service !== "s3"))
    for (const action of policy.Statement.flatMap(({ Action }) => Action))
      for (const resource of wide) expect(allows(policy, action, resource, theirs), `${service} ${action} ${resource}`).toBe(false);
});

describe("with builds inside the VPC", () => {
  const withRunner = { ...scope, images: [...scope.images, "runner"], runner: someRunner };
  const runner = { principal: `arn:aws:iam::${account}:role/modelkeep-demo-runner`, context: { "aws:ResourceAccount": account } };
  const s3 = endpointPolicy("s3", withRunner);
  const state = "arn:aws:s3:::my-pulumi-state/.pulumi/stacks/modelkeep/demo.json";
  const bundle = "arn:aws:s3:::my-pulumi-state/modelkeep-runner/modelkeep-demo.zip";

  it("the runner alone keeps its state through the S3 endpoint, and reads its bundle", {
    tags: ["runner-state-through-s3-endpoint"],
  }, () => {
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]) {
      expect(allows(s3, action, state, runner), action).toBe(true);
      expect(allows(s3, action, state), `${action} by another role`).toBe(false);
      expect(allows(s3, action, state, by(stranger)), `${action} by another account`).toBe(false);
      expect(allows(endpointPolicy("s3", scope), action, state, runner), `${action} without a runner`).toBe(false);
    }
    expect(allows(s3, "s3:GetObject", bundle, runner)).toBe(true);
    expect(allows(s3, "s3:PutObject", bundle, runner)).toBe(false);
  });

  it("the runner writes to no bucket of that name in another account, nor into the vault", {
    tags: ["runner-writes-own-buckets-alone"],
  }, () => {
    const elsewhere = { ...runner, context: { "aws:ResourceAccount": stranger } };
    expect(allows(s3, "s3:PutObject", state, elsewhere)).toBe(false);
    expect(allows(s3, "s3:PutObject", `arn:aws:s3:::${vault}/r1/model.safetensors`, runner)).toBe(false);
  });

  it("it decrypts with one key, changes add-ons of one cluster, and asks whose account this is", () => {
    const key = (id: string) => `arn:aws:kms:eu-central-1:${account}:key/${id}`;
    const kms = endpointPolicy("kms", withRunner);
    expect(allows(kms, "kms:Decrypt", key(someRunner.secretsKey), runner)).toBe(true);
    expect(allows(kms, "kms:Decrypt", key("00000000-0000-0000-0000-000000000000"), runner)).toBe(false);
    expect(allows(kms, "kms:Encrypt", key(someRunner.secretsKey), runner)).toBe(false);
    const eks = endpointPolicy("eks", withRunner);
    const addOn = (cluster: string) => `arn:aws:eks:eu-central-1:${account}:addon/${cluster}/coredns/1`;
    expect(allows(eks, "eks:UpdateAddon", addOn("modelkeep-demo"), runner)).toBe(true);
    expect(allows(eks, "eks:UpdateAddon", addOn("other"), runner)).toBe(false);
    expect(allows(eks, "eks:CreateAccessEntry", `arn:aws:eks:eu-central-1:${account}:cluster/modelkeep-demo`, runner)).toBe(false);
    const sts = endpointPolicy("sts", withRunner);
    expect(allows(sts, "sts:GetCallerIdentity", "*", runner)).toBe(true);
    expect(allows(sts, "sts:AssumeRole", `arn:aws:iam::${account}:role/modelkeep-deployer`, runner)).toBe(false);
    for (const [policy, action] of [
      [kms, "kms:Decrypt"],
      [eks, "eks:DescribeAddon"],
      [sts, "sts:GetCallerIdentity"],
    ] as const)
      expect(allows(policy, action, "*"), `${action} by another role`).toBe(false);
  });

  it("it writes its own log, and no other role does", () => {
    const log = `arn:aws:logs:eu-central-1:${account}:log-group:/modelkeep/modelkeep-demo/runner:log-stream:1`;
    expect(allows(endpointPolicy("logs", withRunner), "logs:PutLogEvents", log, runner)).toBe(true);
    expect(allows(endpointPolicy("logs", withRunner), "logs:PutLogEvents", log)).toBe(false);
    expect(allows(endpointPolicy("logs", scope), "logs:PutLogEvents", log, runner)).toBe(false);
  });
});
