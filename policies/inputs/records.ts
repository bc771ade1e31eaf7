import { byRule, document, type Fields, type Inputs, json, labels, needed, number, own, tags, text } from "./input.ts";

const is = (field: string, value: string) => String.raw`\(\$\.${field} = "${value}"\)`;
const any = (one: string) => String.raw`${one}( \|\| ${one})*`;

/** What a filter of the trail's log counts, as infra/aws/audit/audit-alarms.ts writes it: events by name, refusals, and uses of one role. */
const countedPattern = new RegExp(
  String.raw`^\{ (${[
    any(is("eventName", String.raw`\w+`)),
    any(is("errorCode", String.raw`\*?(UnauthorizedOperation|AccessDenied)\*?`)),
    String.raw`${is("eventSource", String.raw`s3\.amazonaws\.com`)} && \(${any(is("eventName", String.raw`\w+`))}\)`,
    `${is("eventSource", String.raw`s3\.amazonaws\.com`)} && ${is("errorCode", String.raw`AccessDenied\*`)} && ${is(String.raw`requestParameters\.bucketName`, "[a-z0-9.-]+")}`,
    `${is("eventSource", String.raw`sts\.amazonaws\.com`)} && ${is("eventName", String.raw`AssumeRole\*`)} && ${is(String.raw`requestParameters\.roleArn`, String.raw`arn:aws[\w-]*:iam::\d{12}:role/[\w+=,.@/-]+`)}`,
  ].join("|")}) \}$`,
);

/** Events that somebody is told of: findings of GuardDuty, and changes of keys. */
const heardEvent: Fields = {
  source: needed(["aws.guardduty", "aws.kms"]),
  "detail-type": needed(["GuardDuty Finding", "AWS API Call via CloudTrail"]),
  detail: {
    severity: { numeric: [">=", 1, 2, 3, 4] },
    eventSource: ["kms.amazonaws.com"],
    eventName: ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation"],
    resources: { ARN: own },
  },
};

/** What is written down, and who is told. */
export const records: Inputs = {
  "aws:cloudtrail/trail:Trail": {
    name: text,
    s3BucketName: own,
    cloudWatchLogsGroupArn: own,
    cloudWatchLogsRoleArn: own,
    kmsKeyId: own,
    enableLogging: [true],
    enableLogFileValidation: byRule("aws-cloudtrail-trail-validated"),
    includeGlobalServiceEvents: byRule("aws-cloudtrail-trail-everywhere"),
    isMultiRegionTrail: byRule("aws-cloudtrail-trail-everywhere"),
    advancedEventSelectors: {
      name: text,
      fieldSelectors: {
        field: ["eventCategory", "resources.type", "resources.ARN"],
        equals: ["Management", "Data", "AWS::S3::Object"],
        startsWiths: own,
      },
    },
    tags,
  },
  "aws:cloudwatch/logGroup:LogGroup": { name: text, kmsKeyId: own, retentionInDays: number, skipDestroy: [true, false], tags },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    name: text,
    logGroupName: needed(own),
    pattern: countedPattern,
    metricTransformation: { name: text, namespace: text, value: ["1"], defaultValue: ["0"], unit: ["Count", "None"] },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: text,
    alarmDescription: text,
    alarmActions: own,
    okActions: own,
    actionsEnabled: [true],
    comparisonOperator: text,
    evaluationPeriods: number,
    datapointsToAlarm: number,
    threshold: number,
    period: number,
    metricName: text,
    namespace: text,
    dimensions: labels,
    statistic: text,
    treatMissingData: ["breaching", "ignore", "missing", "notBreaching"],
    tags,
  },
  "aws:cloudwatch/eventRule:EventRule": {
    name: text,
    description: text,
    eventPattern: json(heardEvent),
    scheduleExpression: text,
    state: ["ENABLED"],
    tags,
  },
  "aws:cloudwatch/eventTarget:EventTarget": { rule: own, arn: needed(own), input: text, targetId: text },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { policyName: text, policyDocument: needed(document) },
  "aws:sns/topic:Topic": { name: text, kmsMasterKeyId: own, tags },
  "aws:sns/topicPolicy:TopicPolicy": { arn: needed(own), policy: document },
  // A person; what calls an address or hands messages on is a way out.
  "aws:sns/topicSubscription:TopicSubscription": { topic: own, protocol: ["email"], endpoint: needed(/^[^\s@]+@[^\s@]+$/) },
  "aws:budgets/budget:Budget": {
    name: text,
    budgetType: ["COST"],
    limitAmount: number,
    limitUnit: ["USD"],
    timeUnit: ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY"],
    costFilters: { name: ["TagKeyValue"], values: text },
    notifications: {
      comparisonOperator: ["GREATER_THAN"],
      notificationType: ["ACTUAL", "FORECASTED"],
      threshold: number,
      thresholdType: ["PERCENTAGE"],
      subscriberEmailAddresses: /^[^\s@]+@[^\s@]+$/,
      subscriberSnsTopicArns: own,
    },
    tags,
  },
  "aws:guardduty/detector:Detector": {
    enable: byRule("aws-guardduty-detector-on"),
    findingPublishingFrequency: ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"],
    tags,
  },
  "aws:guardduty/detectorFeature:DetectorFeature": {
    detectorId: needed(own),
    name: ["EKS_AUDIT_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"],
    status: byRule("aws-guardduty-detector-feature-on"),
    additionalConfigurations: {
      name: ["EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"],
      status: ["DISABLED", "ENABLED"],
    },
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": { enabled: needed([true]) },
  "aws:ebs/defaultKmsKey:DefaultKmsKey": { keyArn: needed(own) },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {
    blockPublicAcls: [true],
    blockPublicPolicy: [true],
    ignorePublicAcls: [true],
    restrictPublicBuckets: [true],
  },
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": { internetGatewayBlockMode: ["block-bidirectional"] },
};
