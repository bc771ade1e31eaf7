import { expect, it } from "vitest";
import { allowedNames } from "../../../../infra/aws/network/dns-names.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const names = allowedNames(place, ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs"], ["602401143452"]);

it("the names of the endpoints, registries, buckets, cluster and instances resolve, and no other", () => {
  expect(names).toEqual([
    "*.eu-central-1.compute.internal",
    "*.eu-central-1.eks.amazonaws.com",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com",
    "602401143452.dkr.ecr.eu-central-1.amazonaws.com",
    "api.ecr.eu-central-1.amazonaws.com",
    "ec2.eu-central-1.amazonaws.com",
    "eks-auth.eu-central-1.api.aws",
    "guardduty-data.eu-central-1.amazonaws.com",
    "logs.eu-central-1.amazonaws.com",
    "modelkeep-demo-vault-111122223333-eu-central-1.s3.eu-central-1.amazonaws.com",
    "prod-eu-central-1-starport-layer-bucket.s3.eu-central-1.amazonaws.com",
  ]);
});

it("Session Manager's names resolve only where its endpoints are", () => {
  const added = allowedNames(place, ["ec2", "ssm", "ssmmessages"], []).filter((name) => name.startsWith("ssm"));
  expect(added).toEqual(["ssm.eu-central-1.amazonaws.com", "ssmmessages.eu-central-1.amazonaws.com"]);
  expect(names.filter((name) => name.startsWith("ssm"))).toEqual([]);
});

it("what the runner calls resolves only where there is one, and one bucket with it", () => {
  const added = allowedNames(place, ["ec2", "eks", "kms", "sts"], [], ["my-pulumi-state"]).filter((name) => !names.includes(name));
  expect(added).toEqual([
    "eks.eu-central-1.amazonaws.com",
    "kms.eu-central-1.amazonaws.com",
    "my-pulumi-state.s3.eu-central-1.amazonaws.com",
    "sts.eu-central-1.amazonaws.com",
  ]);
});

it("no wildcard covers a zone in which others can make names", { tags: ["no-wildcard-over-foreign-zone"] }, () => {
  for (const name of names.filter((name) => name.includes("*"))) {
    expect(name).toMatch(/^\*\.[^*]+$/);
    expect(name).toMatch(/\.(eks\.amazonaws\.com|compute\.internal)$/);
  }
});

it("a registry account that is the keep's own is named once", () => {
  const doubled = allowedNames(place, [], ["111122223333"]);
  expect(new Set(doubled).size).toBe(doubled.length);
});

it("instances of us-east-1 are named in a zone of their own", () => {
  const east = allowedNames({ ...place, region: "us-east-1" }, [], []);
  expect(east).toContain("*.ec2.internal");
  expect(east.join()).not.toContain("compute.internal");
});
