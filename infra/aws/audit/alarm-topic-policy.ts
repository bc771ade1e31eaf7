import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";

/** Allowed publishers of the alarm topic: AWS services, each on behalf of this account, and only over TLS. */
export function alarmTopicPolicy(place: Place): PolicyDocument {
  const { accountId, prefix } = place;
  const arns = arnsOf(place);
  const Resource = arns.topic(awsNames(place).alarmTopic);
  const from = (Sid: string, service: string, source?: string) =>
    ({
      Sid,
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sns:Publish",
      Resource,
      ...(source ? { Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": source } } } : {}),
    }) as const;
  return policyDocument(
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    from("AlarmsPublish", "cloudwatch.amazonaws.com", arns.regional("cloudwatch", `alarm:${prefix}-*`)),
    from("BudgetsPublish", "budgets.amazonaws.com", `arn:aws:budgets::${accountId}:*`),
    from("EndpointServicePublishes", "vpce.amazonaws.com", arns.regional("ec2", "vpc-endpoint-service/*")),
    // EventBridge sends no source on this path: with a condition the rule would match but its message would be dropped without an error.
    // Source: "Using resource-based policies for Amazon EventBridge", section on SNS.
    from("RulesPublish", "events.amazonaws.com"),
  );
}
