import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { policyDocument, policyJson, serviceTrust } from "../policy-document.ts";

export interface FlowLogsArgs {
  place: Place;
  /** VPC whose traffic is recorded. */
  vpcId: pulumi.Input<string>;
  /** Log group for the records. */
  logGroupArn: pulumi.Input<string>;
}

/**
 * Fields of a record: in addition to the default ones those that identify source, destination and path. `pkt-*` show the pod behind a
 * translated address, `traffic-path` the egress path, `pkt-dst-aws-service` the AWS service, `reject-reason` whether Block Public Access
 * rejected it. Source: flow log records in the Amazon VPC user guide.
 */
const fields = [
  ...["version", "account-id", "vpc-id", "subnet-id", "az-id", "instance-id", "interface-id"],
  ...["srcaddr", "srcport", "dstaddr", "dstport", "pkt-srcaddr", "pkt-dstaddr", "protocol", "tcp-flags", "packets", "bytes"],
  ...[
    "start",
    "end",
    "action",
    "reject-reason",
    "flow-direction",
    "traffic-path",
    "pkt-src-aws-service",
    "pkt-dst-aws-service",
    "log-status",
  ],
];

/** Records every connection of the VPC, accepted and rejected, once a minute. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, { place, vpcId, logGroupArn }: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:FlowLogs", name, {}, opts);
    const parent = { parent: this };
    const arns = arnsOf(place);
    const group = arns.logGroup(awsNames(place).flowLogs);

    const trust = serviceTrust("vpc-flow-logs.amazonaws.com", place.accountId, ["sts:AssumeRole"], arns.regional("ec2", "vpc-flow-log/*"));
    const role = new aws.iam.Role(`${name}-role`, { name: awsNames(place).role("flow-logs"), assumeRolePolicy: policyJson(trust) }, parent);
    const policy = policyDocument(
      {
        Sid: "WriteToTheFlowLogGroup",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [group, `${group}:*`],
      },
      // The service finds its group by listing them; CloudWatch Logs allows that only for all groups of the region.
      { Sid: "FindTheFlowLogGroup", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: arns.logGroup("*") },
    );
    const write = new aws.iam.RolePolicy(`${name}-write`, { role: role.id, policy: policyJson(policy) }, parent);

    new aws.ec2.FlowLog(
      `${name}-all`,
      {
        vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: logGroupArn,
        iamRoleArn: role.arn,
        logFormat: fields.map((field) => `\${${field}}`).join(" "),
        maxAggregationInterval: 60,
        tags: { Name: place.prefix },
      },
      { ...parent, dependsOn: [write] },
    );
    this.registerOutputs({});
  }
}
