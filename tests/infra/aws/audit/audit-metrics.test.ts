import { expect, it, test } from "vitest";
import { auditMetrics } from "../../../../infra/aws/audit/audit-metrics.ts";
import { placeOf } from "../../../../infra/aws/names.ts";
import { matchesPattern } from "../../../support/filter-pattern.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const metrics = auditMetrics(place, "platform/break-glass");
const raised = (record: unknown) => metrics.filter(({ pattern }) => matchesPattern(pattern, record)).map(({ name }) => name);
const roleArn = "arn:aws:iam::111122223333:role/platform/break-glass";

// One record for each alarm, with the fields that CloudTrail writes.
test.each([
  ["denied", { eventSource: "ec2.amazonaws.com", eventName: "RunInstances", errorCode: "Client.UnauthorizedOperation" }],
  ["denied", { eventSource: "kms.amazonaws.com", eventName: "Decrypt", errorCode: "AccessDeniedException" }],
  ["bucket-policy", { eventSource: "s3.amazonaws.com", eventName: "DeleteBucketPolicy" }],
  ["bucket-policy", { eventSource: "s3.amazonaws.com", eventName: "PutBucketPublicAccessBlock" }],
  ["keys", { eventSource: "kms.amazonaws.com", eventName: "ScheduleKeyDeletion", awsRegion: "eu-west-1" }],
  ["trail-changed", { eventSource: "cloudtrail.amazonaws.com", eventName: "StopLogging" }],
  ["security-groups", { eventSource: "ec2.amazonaws.com", eventName: "AuthorizeSecurityGroupIngress" }],
  ["network-acls", { eventSource: "ec2.amazonaws.com", eventName: "CreateNetworkAclEntry" }],
  ["gateways", { eventSource: "ec2.amazonaws.com", eventName: "CreateInternetGateway" }],
  ["gateways", { eventSource: "ec2.amazonaws.com", eventName: "CreateNatGateway" }],
  ["routes", { eventSource: "ec2.amazonaws.com", eventName: "CreateRoute" }],
  ["vpc", { eventSource: "ec2.amazonaws.com", eventName: "AcceptVpcPeeringConnection" }],
  ["break-glass", { eventSource: "sts.amazonaws.com", eventName: "AssumeRoleWithSAML", requestParameters: { roleArn } }],
])("raises %s for its record", { tags: ["audit-metric-raised"] }, (name, record) => {
  expect(raised(record)).toEqual([name]);
});

it("raises an alarm at the first request for weights that is refused", { tags: ["shows-D19"] }, () => {
  const record = {
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    errorCode: "AccessDenied",
    requestParameters: { bucketName: "modelkeep-demo-vault-111122223333-eu-central-1" },
  };
  expect(raised(record)).toEqual(["denied", "vault-denied"]);
  expect(metrics.find(({ name }) => name === "vault-denied")?.threshold).toBe(1);
});

it("stays silent for everyday work", () => {
  for (const record of [
    {
      eventSource: "s3.amazonaws.com",
      eventName: "GetObject",
      requestParameters: { bucketName: "modelkeep-demo-vault-111122223333-eu-central-1" },
    },
    {
      eventSource: "sts.amazonaws.com",
      eventName: "AssumeRole",
      requestParameters: { roleArn: "arn:aws:iam::111122223333:role/deployer" },
    },
    { eventSource: "ec2.amazonaws.com", eventName: "DescribeSecurityGroups" },
  ])
    expect(raised(record)).toEqual([]);
});

it("watches no break-glass role where there is none", () => {
  expect(auditMetrics(place).map(({ name }) => name)).not.toContain("break-glass");
});
