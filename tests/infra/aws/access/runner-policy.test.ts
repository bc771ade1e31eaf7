import { describe, expect, it } from "vitest";
import { runnerNetworkPolicy, runnerPolicy } from "../../../../infra/aws/access/runner-policy.ts";
import { decide } from "../../../support/policy-decision.ts";
import { someRunner } from "../../settings/some-runner.ts";

const account = "111122223333";
const place = { prefix: "modelkeep-demo", accountId: account, region: "eu-central-1" };
const ec2 = (resource: string) => `arn:aws:ec2:eu-central-1:${account}:${resource}`;
const subnet = ec2("subnet/subnet-a");
const group = ec2("security-group/sg-1");
const rights = runnerPolicy(place, someRunner);
const network = runnerNetworkPolicy(place, { subnetArns: [subnet], groupArn: group });
const may = (action: string, resource: string, context: Record<string, string> = {}, policy = rights) =>
  decide(policy, { principal: `arn:aws:iam::${account}:role/modelkeep-demo-runner`, action, resource, context }).effect === "Allow";

describe("a build's rights in AWS", () => {
  it("keep the stack's state, and touch no other object of that bucket", () => {
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
      expect(may(action, "arn:aws:s3:::my-pulumi-state/.pulumi/locks/a")).toBe(true);
    expect(may("s3:GetObject", "arn:aws:s3:::my-pulumi-state/modelkeep-runner/modelkeep-demo.zip")).toBe(true);
    expect(may("s3:PutObject", "arn:aws:s3:::my-pulumi-state/modelkeep-runner/modelkeep-demo.zip")).toBe(false);
    expect(may("s3:GetObject", "arn:aws:s3:::my-pulumi-state/modelkeep-runner/modelkeep-other.zip")).toBe(false);
    expect(may("s3:PutBucketPolicy", "arn:aws:s3:::my-pulumi-state")).toBe(false);
  });

  it("change the add-ons of this cluster, and nothing else of the AWS half", { tags: ["build-changes-add-ons-alone"] }, () => {
    expect(may("eks:CreateAddon", `arn:aws:eks:eu-central-1:${account}:cluster/modelkeep-demo`)).toBe(true);
    expect(may("eks:UpdateAddon", `arn:aws:eks:eu-central-1:${account}:addon/modelkeep-demo/coredns/1`)).toBe(true);
    for (const action of ["eks:CreateAccessEntry", "eks:UpdateClusterConfig", "eks:DeleteCluster", "eks:AssociateAccessPolicy"])
      expect(may(action, `arn:aws:eks:eu-central-1:${account}:cluster/modelkeep-demo`), action).toBe(false);
    for (const action of ["iam:PassRole", "iam:PutRolePolicy", "sts:AssumeRole"])
      expect(may(action, `arn:aws:iam::${account}:role/modelkeep-demo-node`), action).toBe(false);
  });

  it("read no weights, and pull no image but their own", { tags: ["build-reads-no-weights"] }, () => {
    const vault = `arn:aws:s3:::modelkeep-demo-vault-${account}-eu-central-1`;
    expect(may("s3:GetObject", `${vault}/model.safetensors`)).toBe(false);
    const repository = (name: string) => `arn:aws:ecr:eu-central-1:${account}:repository/modelkeep-demo/${name}`;
    expect(may("ecr:BatchGetImage", repository("runner"))).toBe(true);
    expect(may("ecr:BatchGetImage", repository("vllm"))).toBe(false);
    expect(may("ecr:PutImage", repository("runner"))).toBe(false);
  });
});

describe("a build's network interface", () => {
  const at = (where: string) => ({ "ec2:Region": "eu-central-1", "ec2:Subnet": where });
  it("lies in the keep's subnets and group", () => {
    expect(may("ec2:CreateNetworkInterface", subnet, at(subnet), network)).toBe(true);
    expect(may("ec2:CreateNetworkInterface", group, at(subnet), network)).toBe(true);
    expect(may("ec2:CreateNetworkInterface", ec2("subnet/subnet-z"), at(ec2("subnet/subnet-z")), network)).toBe(false);
    expect(may("ec2:CreateNetworkInterface", ec2("security-group/sg-2"), at(subnet), network)).toBe(false);
  });

  it("is lent to CodeBuild alone, and no other's is removed", { tags: ["build-interface-lent-to-codebuild"] }, () => {
    const one = ec2("network-interface/eni-1");
    const lend = (service: string) =>
      may("ec2:CreateNetworkInterfacePermission", one, { ...at(subnet), "ec2:AuthorizedService": service }, network);
    expect(lend("codebuild.amazonaws.com")).toBe(true);
    expect(lend("lambda.amazonaws.com")).toBe(false);
    expect(may("ec2:DeleteNetworkInterface", one, at(subnet), network)).toBe(true);
    expect(may("ec2:DeleteNetworkInterface", one, at(ec2("subnet/subnet-z")), network)).toBe(false);
  });
});
