import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const snsTopicEncrypted: ResourceRule = {
  name: "aws-sns-topic-encrypted",
  description: "Messages of alarms are encrypted with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7", "D19"],
  frameworks: { nist80053r5: ["SC-28(1)", "SI-4"] },
  database: "RDS.3: what is stored is encrypted.",
  remediation: "Set kmsMasterKeyId.",
  types: ["aws:sns/topic:Topic"],
  check: (topic) =>
    need(
      topic.at("kmsMasterKeyId").present().and(topic.at("kmsMasterKeyId").is("alias/aws/sns").not()),
      "is missing; accepted is a customer-managed key",
    ),
};
