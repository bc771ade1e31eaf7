import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const snsTopicEncrypted: StackRule = {
  name: "aws-sns-topic-encrypted",
  description: "SNS topics are encrypted at rest with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7", "D19"],
  frameworks: { nist80053r5: ["SC-28(1)", "SI-4"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set kmsMasterKeyId.",
  checkStack: (stack) =>
    stack.of("aws:sns/topic:Topic").flatMap((topic) => {
      const key = topic.at("kmsMasterKeyId");
      const own = key.when({
        known: (id) => Truth.of(id !== "alias/aws/sns", key.path),
        unknown: () => keyGiven(stack, topic, key),
        absent: () => Truth.of(false, key.path),
      });
      return about(topic, need(own, "is missing; accepted: a customer-managed key"));
    }),
};
