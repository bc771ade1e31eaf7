import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

/** What every keep on AWS has, whatever its settings. */
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

/** The group in which everything of a keep on AWS stands. */
const keep = "modelkeep:aws:Keep";

export const keepWhole: StackRule = {
  name: "aws-keep-whole",
  description: "A keep on AWS has every part that the other rules judge: a rule without anything to judge holds nothing.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: {},
  database: "initdb: a cluster without its catalogs does not start.",
  remediation: "Put back what was taken out.",
  checkStack: (stack) =>
    stack.of(keep).flatMap((subject) =>
      Object.entries(parts).flatMap(([module, types]) =>
        types
          .map((type) => `aws:${module}/${type}`)
          .filter((type) => stack.of(type).length === 0)
          .flatMap((type) =>
            about(subject, need(Truth.of(false, ""), `the keep has no ${type}; accepted is a keep with all of its parts`)),
          ),
      ),
    ),
};
