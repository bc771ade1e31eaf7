import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const snsTopicHasSubscription: StackRule = {
  name: "aws-sns-topic-has-subscription",
  description: "An SNS topic has at least one subscription.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation: "Add an aws.sns.TopicSubscription (alerts.emails in a keep's settings).",
  checkStack: (stack) =>
    stack.of("aws:sns/topic:Topic").flatMap((topic) =>
      about(
        topic,
        need(
          stack.some(["aws:sns/topicSubscription:TopicSubscription"], (one) => refersTo(one, "topic", topic)),
          "has no subscription; accepted: an aws.sns.TopicSubscription",
          "subscription",
        ),
      ),
    ),
};
