import type { Edit, Inputs } from "../holes/edit.ts";
import { allows, foreign, holesOf, own, type RefusedHole, region, register } from "./refused-hole.ts";

const arn = (service: string, resource: string, account = foreign, place = region) => `arn:aws:${service}:${place}:${account}:${resource}`;
const topic = (program: Edit) => program.output("alarms-topic", "arn");

/** Inputs of types that a keep has, by which what is in it could leave. */
const byInputs: RefusedHole[] = holesOf(
  "demo",
  [
    "the flow log goes to a bucket of somebody else",
    "stack-no-external-references",
    (program) => {
      Object.assign(program.inputs("flow-logs-all"), { logDestination: "arn:aws:s3:::their-flow-logs", logDestinationType: "s3" });
    },
  ],
  [
    "the flow log goes to a delivery stream, of one's own account",
    "aws-resource-known-inputs",
    (program) => {
      Object.assign(program.inputs("flow-logs-all"), {
        logDestination: arn("firehose", "deliverystream/out", own),
        logDestinationType: "kinesis-data-firehose",
      });
    },
  ],
  [
    "a second flow log delivers with a role of another account",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:ec2/flowLog:FlowLog", "again", {
        vpcId: program.output("network-vpc"),
        trafficType: "ALL",
        logDestination: program.output("logs-flow", "arn"),
        logDestinationType: "cloud-watch-logs",
        iamRoleArn: program.output("flow-logs-role", "arn"),
        deliverCrossAccountRole: `arn:aws:iam::${foreign}:role/take`,
      });
    },
  ],
  [
    "names asked of the resolver are logged in another account",
    "stack-no-external-references",
    (program) => {
      program.inputs("dns-firewall-query-log", "ResolverQueryLogConfig")["destinationArn"] = arn("logs", "log-group:names");
    },
  ],
  [
    "the trail writes to a bucket that is nobody's here",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("trail", "trail:Trail")["s3BucketName"] = "their-trail";
    },
  ],
  [
    "the trail tells a topic of another account of each file",
    "stack-no-external-references",
    (program) => {
      program.inputs("trail", "trail:Trail")["snsTopicName"] = arn("sns", "told");
    },
  ],
  [
    "the trail is one of an organisation",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("trail", "trail:Trail")["isOrganizationTrail"] = true;
    },
  ],
  [
    "an alarm starts an automation in another account",
    "stack-no-external-references",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"].push(arn("ssm", "opsitem:1"));
    },
  ],
  [
    "an alarm calls a function of the own account",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"].push(arn("lambda", "function:anything", own));
    },
  ],
  [
    "an alarm tells a topic of another region",
    "stack-no-external-references",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["okActions"] = [arn("sns", "told", foreign, "us-east-1")];
    },
  ],
  [
    "an alarm stops the instance that it watches",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"].push(`arn:aws:automate:${region}:ec2:terminate`);
    },
  ],
  [
    "events go to a bus of another account",
    "stack-no-external-references",
    (program) => {
      program.inputs("alarms-findings-target")["arn"] = arn("events", "event-bus/default");
    },
  ],
  [
    "a dead-letter queue takes what a target misses",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-findings-target")["deadLetterConfig"] = { arn: arn("sqs", "missed", own) };
    },
  ],
  [
    "a target of events calls an address",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-findings-target")["httpTarget"] = { headerParameters: { to: "their.example" } };
    },
  ],
  [
    "a target of events runs commands on instances",
    "aws-resource-known-inputs",
    (program) => {
      Object.assign(program.inputs("alarms-findings-target"), {
        arn: `arn:aws:ssm:${region}::document/AWS-RunShellScript`,
        runCommandTargets: [{ key: "tag:keep", values: ["demo"] }],
      });
    },
  ],
  [
    "a target of events acts by a role",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-findings-target")["roleArn"] = `arn:aws:iam::${own}:role/anything`;
    },
  ],
  [
    "a rule of events listens on a bus of somebody else",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-findings")["eventBusName"] = arn("events", "event-bus/theirs");
    },
  ],
  [
    "a topic reports each delivery by a role of another account",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-topic")["lambdaSuccessFeedbackRoleArn"] = `arn:aws:iam::${foreign}:role/seen`;
    },
  ],
  [
    "a topic keeps what it sent for a replay",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-topic")["archivePolicy"] = JSON.stringify({ MessageRetentionPeriod: "30" });
    },
  ],
  [
    "a subscription by text message",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:sns/topicSubscription:TopicSubscription", "sms", {
        topic: topic(program),
        protocol: "sms",
        endpoint: "+15550100",
      });
    },
  ],
  [
    "a subscription of a queue of the own account",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:sns/topicSubscription:TopicSubscription", "queue", {
        topic: topic(program),
        protocol: "sqs",
        endpoint: arn("sqs", "q", own),
        rawMessageDelivery: true,
      });
    },
  ],
  [
    "a subscription of a delivery stream",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:sns/topicSubscription:TopicSubscription", "stream", {
        topic: topic(program),
        protocol: "firehose",
        endpoint: arn("firehose", "deliverystream/x", own),
        subscriptionRoleArn: `arn:aws:iam::${own}:role/x`,
      });
    },
  ],
  [
    "a subscription by mail of somebody whom nobody named",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:sns/topicSubscription:TopicSubscription", "mail", {
        topic: topic(program),
        protocol: "email",
        endpoint: "someone@their.example",
      });
    },
  ],
  [
    "a subscription by mail as JSON",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:sns/topicSubscription:TopicSubscription", "mail", {
        topic: topic(program),
        protocol: "email-json",
        endpoint: "someone@their.example",
      });
    },
  ],
  [
    "a subscription's dead letters go elsewhere",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:sns/topicSubscription:TopicSubscription", "mail", {
        topic: topic(program),
        protocol: "email",
        endpoint: "a@b.example",
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead") }),
      });
    },
  ],
  [
    "a budget tells somebody whom nobody named",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:budgets/budget:Budget", "spent", {
        name: "spent",
        budgetType: "COST",
        limitAmount: "1",
        limitUnit: "USD",
        timeUnit: "MONTHLY",
        notifications: [
          {
            comparisonOperator: "GREATER_THAN",
            notificationType: "ACTUAL",
            threshold: 1,
            thresholdType: "PERCENTAGE",
            subscriberEmailAddresses: ["someone@their.example"],
          },
        ],
      });
    },
  ],
  [
    "a budget tells a topic of another account",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:budgets/budget:Budget", "spent", {
        name: "spent",
        budgetType: "COST",
        limitAmount: "1",
        limitUnit: "USD",
        timeUnit: "MONTHLY",
        notifications: [
          {
            comparisonOperator: "GREATER_THAN",
            notificationType: "ACTUAL",
            threshold: 1,
            thresholdType: "PERCENTAGE",
            subscriberSnsTopicArns: [arn("sns", "told")],
          },
        ],
      });
    },
  ],
  [
    "a budget of another account",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:budgets/budget:Budget", "spent", {
        accountId: foreign,
        name: "spent",
        budgetType: "COST",
        limitAmount: "1",
        limitUnit: "USD",
        timeUnit: "MONTHLY",
      });
    },
  ],
  [
    "the vault's access log goes to a bucket of somebody else",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("vault-bucket-logging")["targetBucket"] = "their-access-logs";
    },
  ],
  [
    "the vault's access log is granted to another account",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("vault-bucket-logging")["targetGrants"] = [
        { permission: "READ", grantee: { type: "CanonicalUser", id: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" } },
      ];
    },
  ],
  [
    "the vault's objects move to another storage class, where nothing looks",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("vault-bucket-lifecycle")["rules"][0]["transitions"] = [{ days: 1, storageClass: "DEEP_ARCHIVE" }];
    },
  ],
  [
    "the vault replicates its own new objects to a bucket of the stack that nobody locks",
    "aws-s3-bucket-replication-complete",
    (program) => {
      register(program, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "copy", {
        bucket: program.inputs("vault-bucket", "bucket:Bucket")["bucket"],
        role: program.output("flow-logs-role", "arn"),
        rules: [
          {
            id: "all",
            status: "Enabled",
            priority: 1,
            filter: { prefix: "" },
            deleteMarkerReplication: { status: "Disabled" },
            destination: { bucket: program.output("trail-bucket", "arn", "bucket:Bucket"), storageClass: "STANDARD" },
          },
        ],
      });
    },
  ],
  [
    "a repository is replicated by a creation template",
    "stack-known-types",
    (program) => {
      register(program, "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "template", {
        prefix: "ROOT",
        appliedFors: ["REPLICATION"],
      });
    },
  ],
  [
    "a repository's signatures are made elsewhere",
    "stack-known-types",
    (program) => {
      register(program, "aws:signer/signingProfilePermission:SigningProfilePermission", "sign", {
        profileName: "p",
        principal: foreign,
        action: "signer:StartSigningJob",
      });
    },
  ],
  [
    "findings of GuardDuty are published to a bucket elsewhere",
    "stack-known-types",
    (program) => {
      register(program, "aws:guardduty/publishingDestination:PublishingDestination", "findings", {
        detectorId: program.output("guard-duty-detector"),
        destinationArn: "arn:aws:s3:::their-findings",
        kmsKeyArn: arn("kms", "key/1"),
      });
    },
  ],
  [
    "another account is the detector's master",
    "stack-known-types",
    (program) => {
      register(program, "aws:guardduty/inviteAccepter:InviteAccepter", "invite", {
        detectorId: program.output("guard-duty-detector"),
        masterAccountId: foreign,
      });
    },
  ],
  [
    "a filter of GuardDuty archives what it finds",
    "stack-known-types",
    (program) => {
      register(program, "aws:guardduty/filter:Filter", "silence", {
        name: "silence",
        action: "ARCHIVE",
        detectorId: program.output("guard-duty-detector"),
        rank: 1,
        findingCriteria: { criterions: [{ field: "region", equals: [region] }] },
      });
    },
  ],
  [
    "an account policy of logs hands all of them on",
    "stack-known-types",
    (program) => {
      register(program, "aws:cloudwatch/logDestination:LogDestination", "all", {
        name: "all",
        roleArn: `arn:aws:iam::${own}:role/x`,
        targetArn: arn("kinesis", "stream/all"),
      });
    },
  ],
  [
    "a delivery of logs",
    "stack-known-types",
    (program) => {
      register(program, "aws:cloudwatch/logDelivery:LogDelivery", "all", {
        deliverySourceName: "s",
        deliveryDestinationArn: arn("logs", "delivery-destination:d"),
      });
    },
  ],
  [
    "a transformer of logs",
    "stack-known-types",
    (program) => {
      register(program, "aws:cloudwatch/logTransformer:LogTransformer", "t", {
        logGroupArn: program.output("logs-audit", "arn"),
        transformerConfigs: [],
      });
    },
  ],
  [
    "an archive of events",
    "stack-known-types",
    (program) => {
      register(program, "aws:cloudwatch/eventArchive:EventArchive", "a", {
        name: "a",
        eventSourceArn: arn("events", "event-bus/default", own),
      });
    },
  ],
  [
    "a connection of EventBridge to an address",
    "stack-known-types",
    (program) => {
      register(program, "aws:cloudwatch/eventApiDestination:EventApiDestination", "a", {
        name: "a",
        httpMethod: "POST",
        invocationEndpoint: "https://their.example/in",
        connectionArn: arn("events", "connection/x", own),
      });
    },
  ],
  [
    "a pipe of EventBridge",
    "stack-known-types",
    (program) => {
      register(program, "aws:pipes/pipe:Pipe", "p", {
        name: "p",
        roleArn: `arn:aws:iam::${own}:role/x`,
        source: arn("sqs", "in", own),
        target: arn("sqs", "out"),
      });
    },
  ],
  [
    "a schedule calls anything of AWS",
    "stack-known-types",
    (program) => {
      register(program, "aws:scheduler/schedule:Schedule", "s", {
        name: "s",
        flexibleTimeWindow: { mode: "OFF" },
        scheduleExpression: "rate(1 hour)",
        target: { arn: "arn:aws:scheduler:::aws-sdk:s3:putBucketPolicy", roleArn: `arn:aws:iam::${own}:role/x` },
      });
    },
  ],
  [
    "a canary runs scripts in the VPC",
    "stack-known-types",
    (program) => {
      register(program, "aws:synthetics/canary:Canary", "c", {
        name: "c",
        artifactS3Location: "s3://their-artifacts/",
        executionRoleArn: `arn:aws:iam::${own}:role/x`,
        handler: "x.handler",
        runtimeVersion: "syn-nodejs-puppeteer-9.1",
        schedule: { expression: "rate(1 minute)" },
      });
    },
  ],
  [
    "network insights show every path to another account",
    "stack-known-types",
    (program) => {
      register(program, "aws:ec2/networkInsightsPath:NetworkInsightsPath", "n", { source: "eni-1", destination: "igw-1", protocol: "tcp" });
    },
  ],
  [
    "a snapshot of the nodes' volumes is shared",
    "stack-known-types",
    (program) => {
      register(program, "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", "s", {
        snapshotId: "snap-1",
        accountId: foreign,
      });
    },
  ],
  [
    "an image made of a node may be launched elsewhere",
    "stack-known-types",
    (program) => {
      register(program, "aws:ec2/amiLaunchPermission:AmiLaunchPermission", "a", { imageId: "ami-1", group: "all" });
    },
  ],
  [
    "a copy of every backup in a vault elsewhere",
    "stack-known-types",
    (program) => {
      register(program, "aws:backup/plan:Plan", "b", {
        name: "b",
        rules: [{ ruleName: "r", targetVaultName: "v", copyActions: [{ destinationVaultArn: arn("backup", "backup-vault:theirs") }] }],
      });
    },
  ],
  [
    "metadata tables of the vault",
    "stack-known-types",
    (program) => {
      register(program, "aws:s3/bucketMetadataConfiguration:BucketMetadataConfiguration", "m", {
        bucket: program.inputs("vault-bucket", "bucket:Bucket")["bucket"],
        metadataConfiguration: {},
      });
    },
  ],
  [
    "analytics of the vault are exported",
    "stack-known-types",
    (program) => {
      register(program, "aws:s3/analyticsConfiguration:AnalyticsConfiguration", "a", {
        bucket: program.inputs("vault-bucket", "bucket:Bucket")["bucket"],
        name: "a",
        storageClassAnalysis: {
          dataExport: { destination: { s3BucketDestination: { bucketArn: "arn:aws:s3:::theirs", bucketAccountId: foreign } } },
        },
      });
    },
  ],
  [
    "a copy of one object of the vault",
    "stack-known-types",
    (program) => {
      register(program, "aws:s3/objectCopy:ObjectCopy", "o", {
        bucket: "their-bucket",
        key: "w",
        source: "modelkeep-demo-vault-111122223333-eu-central-1/w",
      });
    },
  ],
  [
    "an account of AWS Config hears of every change",
    "stack-known-types",
    (program) => {
      register(program, "aws:cfg/aggregateAuthorization:AggregateAuthorization", "c", { accountId: foreign, region: "us-east-1" });
    },
  ],
  [
    "access analyzer's archive rule hides what it finds",
    "stack-known-types",
    (program) => {
      register(program, "aws:accessanalyzer/archiveRule:ArchiveRule", "h", {
        analyzerName: "a",
        ruleName: "h",
        filters: [{ criteria: "isPublic", eqs: ["true"] }],
      });
    },
  ],
  [
    "a queue with a policy for everybody",
    "stack-known-types",
    (program) => {
      register(program, "aws:sqs/queue:Queue", "q", { name: "q", policy: allows({ Principal: "*", Action: "sqs:*", Resource: "*" }) });
    },
  ],
);

/** The same, where an example has replicas of its weights, clients in other accounts and a host to tunnel through. */
const ofProduction: RefusedHole[] = holesOf(
  "r1-distill-32b",
  [
    "the vault's copy goes to a bucket elsewhere, made from one's own",
    "stack-no-external-references",
    (program) => {
      replication(program)["rules"][0]["destination"]["bucket"] = "arn:aws:s3:::their-copy";
    },
  ],
  [
    "the vault's copy belongs to another account",
    "aws-resource-known-inputs",
    (program) => {
      Object.assign(replication(program)["rules"][0]["destination"], {
        account: foreign,
        accessControlTranslation: { owner: "Destination" },
      });
    },
  ],
  [
    "the vault's copy is also metered and replayed",
    "aws-resource-known-inputs",
    (program) => {
      replication(program)["rules"][0]["existingObjectReplication"] = { status: "Enabled" };
    },
  ],
  [
    "the notification of connections goes to a topic elsewhere",
    "stack-no-external-references",
    (program) => {
      program.inputs(notification(program))["connectionNotificationArn"] = arn("sns", "told");
    },
  ],
);

function replication(program: Edit): Inputs {
  return program.inputs(program.inventory.of("aws:s3/bucketReplicationConfig:BucketReplicationConfig")[0]!.name, "BucketReplicationConfig");
}

function notification(program: Edit): string {
  return program.inventory.of("aws:ec2/vpcEndpointConnectionNotification:VpcEndpointConnectionNotification")[0]!.name;
}

export const dataOut: RefusedHole[] = [...byInputs, ...ofProduction];
