import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const snsTopicHeard: StackRule = {
  name: "aws-sns-topic-heard",
  description: "Somebody hears what a topic is told.",
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
          "is heard by nobody; accepted is a subscription",
          "subscription",
        ),
      ),
    ),
};
