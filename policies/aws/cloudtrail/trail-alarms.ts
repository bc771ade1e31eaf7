import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo, type Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import type { Truth } from "../../rule/truth.ts";

/** One event for each kind of change, and what it is. Sections 4.x of the CIS AWS Foundations Benchmark; AWS-0156 to AWS-0160 of trivy. */
const watchedEvents = [
  ["AuthorizeSecurityGroupIngress", "a change of a security group"],
  ["CreateNetworkAclEntry", "a change of a network ACL"],
  ["CreateInternetGateway", "a new gateway"],
  ["CreateRoute", "a change of a route table"],
  ["CreateVpcPeeringConnection", "a change of a network"],
  ["PutBucketPolicy", "a change of a bucket's protection"],
  ["StopLogging", "a stopped trail"],
  ["UnauthorizedOperation", "a refused call"],
] as const;

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** Whether a filter reads the log group that the trail writes to. */
const readsTheTrail = (stack: Stack, filter: Subject, trail: Subject): Truth =>
  stack.some([groupType], (group) => refersTo(filter, "logGroupName", group).and(refersTo(trail, "cloudWatchLogsGroupArn", group)));

export const cloudtrailTrailAlarms: StackRule = {
  name: "aws-cloudtrail-trail-alarms",
  description: "Changes of groups, ACLs, gateways, routes, networks, buckets and trails raise an alarm, as do refusals.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { trivy: ["AWS-0156", "AWS-0157", "AWS-0158", "AWS-0159", "AWS-0160"], nist80053r5: ["SI-4", "AU-12"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation: "Add an aws.cloudwatch.LogMetricFilter over the trail's log group for each.",
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
            `${what} raises no alarm; accepted is a metric filter on ${event}`,
            "alarms",
          ),
        ),
      ),
    ),
};
