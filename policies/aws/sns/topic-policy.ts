import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const snsTopicPolicy: StackRule = {
  name: "aws-sns-topic-policy",
  description: "An SNS topic has a topic policy.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19", "D6"],
  frameworks: { nist80053r5: ["SI-4", "SC-8"] },
  database: "GRANT: nothing is allowed that was not granted.",
  remediation: "Add an aws.sns.TopicPolicy.",
  checkStack: (stack) =>
    stack.of("aws:sns/topic:Topic").flatMap((topic) =>
      about(
        topic,
        need(
          topic
            .at("policy")
            .present()
            .or(stack.some(["aws:sns/topicPolicy:TopicPolicy"], (policy) => refersTo(policy, "arn", topic))),
          "has AWS's default policy; accepted: a custom one",
          "policy",
        ),
      ),
    ),
};
