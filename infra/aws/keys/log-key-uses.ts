import { arnsOf, awsNames, type Place } from "../names.ts";
import type { Statement } from "../policy-document.ts";
import type { KeyRoles } from "./key-roles.ts";

/** CloudWatch Logs encrypts only the keep's own log groups. Source: "Encrypt log data in CloudWatch Logs using AWS KMS". */
function logGroupUses(place: Place, runner: boolean): Statement[] {
  const names = awsNames(place);
  const groups = [names.clusterLogs, names.flowLogs, names.dnsLogs, names.auditLogs, ...(runner ? [names.runnerLogs] : [])];
  return [
    {
      Sid: "LogsEncryptsGroups",
      Effect: "Allow",
      Principal: { Service: `logs.${place.region}.amazonaws.com` },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": groups.map(arnsOf(place).logGroup) } },
    },
  ];
}

/** CloudTrail encrypts only the files of this trail. Source: "Configure AWS KMS key policies for CloudTrail". */
function trailUses(place: Place): Statement[] {
  const { trail, accountRoot } = arnsOf(place);
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const context = { "kms:EncryptionContext:aws:cloudtrail:arn": trail };
  return [
    {
      Sid: "TrailEncryptsFiles",
      Effect: "Allow",
      Principal,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trail, ...context } },
    },
    {
      Sid: "TrailDescribesKey",
      Effect: "Allow",
      Principal,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    },
    {
      // With the account as the principal IAM decides who reads the trail; the encryption context restricts it to the trail's files.
      Sid: "AuditorsReadTheTrail",
      Effect: "Allow",
      Principal: { AWS: accountRoot },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: { "kms:CallerAccount": place.accountId, ...context } },
    },
  ];
}

/**
 * Services publish to the encrypted topic. SNS sends the topic as encryption context, the only condition that works for all of them
 * (EventBridge sends no source account on this path); the topic's own policy restricts which services may publish, and for which account.
 */
function topicUses(place: Place): Statement[] {
  return [
    {
      Sid: "ServicesReachTheTopic",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com", "vpce.amazonaws.com"] },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": arnsOf(place).topic(awsNames(place).alarmTopic) } },
    },
  ];
}

/** Users of the key of logs and alarms. */
export const logKeyUses = (place: Place, { runner = false }: Pick<KeyRoles, "runner">): Statement[] => [
  ...logGroupUses(place, runner),
  ...trailUses(place),
  ...topicUses(place),
];
