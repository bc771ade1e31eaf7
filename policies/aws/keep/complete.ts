import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

/** Resource types that every keep on AWS has, independent of its settings. */
const parts: Readonly<Record<string, readonly string[]>> = {
  ec2: [
    "vpc:Vpc",
    "subnet:Subnet",
    "routeTable:RouteTable",
    "networkAcl:NetworkAcl",
    "securityGroup:SecurityGroup",
    "vpcEndpoint:VpcEndpoint",
    "flowLog:FlowLog",
  ],
  eks: [
    "cluster:Cluster",
    "nodeGroup:NodeGroup",
    "addon:Addon",
    "accessEntry:AccessEntry",
    "podIdentityAssociation:PodIdentityAssociation",
  ],
  route53: [
    "resolverFirewallConfig:ResolverFirewallConfig",
    "resolverFirewallRule:ResolverFirewallRule",
    "resolverQueryLogConfig:ResolverQueryLogConfig",
  ],
  s3: ["bucket:Bucket", "bucketPolicy:BucketPolicy", "bucketObjectLockConfiguration:BucketObjectLockConfiguration"],
  kms: ["key:Key"],
  ecr: ["repository:Repository"],
  iam: ["role:Role"],
  cloudtrail: ["trail:Trail"],
  cloudwatch: ["logGroup:LogGroup", "logMetricFilter:LogMetricFilter", "metricAlarm:MetricAlarm"],
  sns: ["topic:Topic"],
};

/** The component that contains everything of a keep on AWS. */
const keep = "modelkeep:aws:Keep";

export const awsKeepComplete: StackRule = {
  name: "aws-keep-complete",
  description: "A keep on AWS has every kind of resource that the other rules check: a rule without resources checks nothing.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: {},
  database: "initdb: a cluster without its catalogs does not start.",
  remediation: "Restore the missing resources.",
  checkStack: (stack) =>
    stack.of(keep).flatMap((subject) =>
      Object.entries(parts).flatMap(([module, types]) =>
        types
          .map((type) => `aws:${module}/${type}`)
          .filter((type) => stack.of(type).length === 0)
          .flatMap((type) => about(subject, need(Truth.of(false, ""), `the keep has no ${type}; accepted: at least one`))),
      ),
    ),
};
