import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { Trail } from "../../../../infra/aws/audit/trail.ts";
import { trailBucketPolicy, trailDeliveryPolicy } from "../../../../infra/aws/audit/trail-policy.ts";
import { arnsOf, awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { decide } from "../../../support/policy-decision.ts";
import { only, record } from "../../../support/recorder.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const names = awsNames(place);
const arns = arnsOf(place);
const resources = await record(() => {
  const key = new aws.kms.Key("key", {});
  const auditLogs = new aws.cloudwatch.LogGroup("audit", { name: names.auditLogs });
  new Trail(
    "trail",
    {
      place,
      key,
      deployer: "deployer",
      vaultArn: "arn:aws:s3:::vault",
      replicaArn: "arn:aws:s3:::copy",
      auditLogs,
      accessLogs: "records",
      retentionDays: 400,
    },
    {},
  );
});
const trail = only(resources, "aws:cloudtrail/trail:Trail");

describe("the trail", () => {
  it("records every read and write of weights, in the vault and in its copy, and every change in the account", {
    tags: ["shows-D9", "trail-records-weights"],
  }, () => {
    expect(trail.inputs["advancedEventSelectors"].map(({ fieldSelectors }: { fieldSelectors: unknown }) => fieldSelectors)).toEqual([
      [{ field: "eventCategory", equals: ["Management"] }],
      [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        { field: "resources.ARN", startsWiths: ["arn:aws:s3:::vault/", "arn:aws:s3:::copy/"] },
      ],
    ]);
  });

  it("signs its files, encrypts them, and covers every region", { tags: ["trail-signed-encrypted-everywhere"] }, () => {
    expect(trail.inputs).toMatchObject({
      enableLogFileValidation: true,
      kmsKeyId: "arn:aws:mock:::key",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
    });
  });

  it("feeds the log group that the alarms read", () => {
    expect(trail.inputs).toMatchObject({
      cloudWatchLogsGroupArn: "arn:aws:mock:::audit:*",
      cloudWatchLogsRoleArn: "arn:aws:mock:::trail-role",
    });
  });

  it("starts only when its bucket admits it", () => {
    expect(trail.dependsOn).toEqual(expect.arrayContaining(["trail-bucket-policy", "trail-rights"]));
  });

  it("keeps each file locked for the days of retention, and expires it after", () => {
    expect(only(resources, "BucketObjectLockConfiguration").inputs["rule"]).toEqual({
      defaultRetention: { mode: "GOVERNANCE", days: 400 },
    });
    expect(only(resources, "BucketLifecycleConfiguration").inputs["rules"]).toMatchObject([{}, { expiration: { days: 401 } }]);
    expect(only(resources, "Bucket")).toMatchObject({ protect: true, retainOnDelete: true, inputs: { forceDestroy: false } });
    expect(only(resources, "BucketLogging").inputs).toMatchObject({ targetBucket: "records", targetPrefix: "trail/" });
  });
});

describe("the trail's bucket", () => {
  const ask = (principal: string, action: string, context: Record<string, string>) =>
    decide(trailBucketPolicy(place, "deployer"), {
      principal,
      action,
      resource:
        action === "s3:GetBucketAcl" ? arns.bucket(names.trail) : `${arns.bucket(names.trail)}/AWSLogs/111122223333/CloudTrail/x.json.gz`,
      context: { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context },
    }).effect;
  const ours = { "aws:SourceArn": arns.trail, "s3:x-amz-acl": "bucket-owner-full-control" };

  it("takes files of this trail and of no other", { tags: ["trail-bucket-own-files"] }, () => {
    expect(ask("cloudtrail.amazonaws.com", "s3:PutObject", ours)).toBe("Allow");
    expect(ask("cloudtrail.amazonaws.com", "s3:GetBucketAcl", { "aws:SourceArn": arns.trail })).toBe("Allow");
    expect(
      ask("cloudtrail.amazonaws.com", "s3:PutObject", { ...ours, "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:999988887777:trail/x" }),
    ).toBe("silent");
  });

  it("lets nobody delete a file", () => {
    for (const principal of ["deployer", "admin"].map(arns.role)) expect(ask(principal, "s3:DeleteObjectVersion", {})).toBe("Deny");
  });
});

it("gives the delivery role its own streams of the audit log group, and nothing else", () => {
  expect(trailDeliveryPolicy(place).Statement).toMatchObject([
    {
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource:
        "arn:aws:logs:eu-central-1:111122223333:log-group:/modelkeep/modelkeep-demo/audit:log-stream:111122223333_CloudTrail_eu-central-1*",
    },
  ]);
});
