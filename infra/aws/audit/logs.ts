import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type Place } from "../names.ts";

export interface LogsArgs {
  place: Place;
  /** KMS key of logs. */
  keyArn: pulumi.Input<string>;
  /** Retention in days. */
  retentionDays: number;
}

/** The keep's log groups, created before their writers: a service that finds none creates its own, without a KMS key and without expiry. */
export class Logs extends pulumi.ComponentResource {
  /** Control plane of EKS. */
  readonly cluster: aws.cloudwatch.LogGroup;
  /** Flow logs of the VPC. */
  readonly flow: aws.cloudwatch.LogGroup;
  /** Queries of the resolver. */
  readonly dns: aws.cloudwatch.LogGroup;
  /** CloudTrail, used by the alarms. */
  readonly audit: aws.cloudwatch.LogGroup;

  constructor(name: string, { place, keyArn, retentionDays }: LogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Logs", name, {}, opts);
    const names = awsNames(place);
    const group = (purpose: string, groupName: string, options: pulumi.CustomResourceOptions = {}) =>
      new aws.cloudwatch.LogGroup(
        `${name}-${purpose}`,
        { name: groupName, kmsKeyId: keyArn, retentionInDays: retentionDays },
        { parent: this, ...options },
      );

    // The audit records of the cluster and the account outlive the keep itself.
    const kept = { protect: true, retainOnDelete: true };
    this.cluster = group("cluster", names.clusterLogs, kept);
    this.audit = group("audit", names.auditLogs, kept);
    this.flow = group("flow", names.flowLogs);
    this.dns = group("dns", names.dnsLogs);

    this.registerOutputs({});
  }
}
