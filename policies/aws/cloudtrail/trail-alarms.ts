import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo, type Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import type { Truth } from "../../rule/truth.ts";

/** One API event for each kind of change, and its description. CIS AWS Foundations Benchmark, sections 4.x; trivy AWS-0156 to AWS-0160. */
const watchedEvents = [
  ["AuthorizeSecurityGroupIngress", "a security group change"],
  ["CreateNetworkAclEntry", "a network ACL change"],
  ["CreateInternetGateway", "a new gateway"],
  ["CreateRoute", "a route table change"],
  ["CreateVpcPeeringConnection", "a VPC peering change"],
  ["PutBucketPolicy", "a bucket policy change"],
  ["StopLogging", "a stopped trail"],
  ["UnauthorizedOperation", "a denied API call"],
] as const;

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** Whether a filter reads the log group that the trail writes to. */
const readsTheTrail = (stack: Stack, filter: Subject, trail: Subject): Truth =>
  stack.some([groupType], (group) => refersTo(filter, "logGroupName", group).and(refersTo(trail, "cloudWatchLogsGroupArn", group)));

export const cloudtrailTrailAlarms: StackRule = {
  name: "aws-cloudtrail-trail-alarms",
  description:
    "Changes to security groups, ACLs, gateways, routes, peerings, bucket policies and trails, and denied API calls, raise an alarm.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { trivy: ["AWS-0156", "AWS-0157", "AWS-0158", "AWS-0159", "AWS-0160"], nist80053r5: ["SI-4", "AU-12"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation: "Add an aws.cloudwatch.LogMetricFilter on the trail's log group for each of them.",
  checkStack: (stack) =>
    stack.of("aws:cloudtrail/trail:Trail").flatMap((trail) =>
      about(
        trail,
        watchedEvents.flatMap(([event, what]) =>
          need(
            stack.some(["aws:cloudwatch/logMetricFilter:LogMetricFilter"], (filter) =>
              filter
                .at("pattern")
                .test((pattern) => String(pattern).includes(event))
                .and(readsTheTrail(stack, filter, trail)),
            ),
            `${what} raises no alarm; accepted: a metric filter on ${event}`,
            "alarms",
          ),
        ),
      ),
    ),
};
