import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { volumesOf, volumeTypes } from "../../rule/volumes.ts";

export const ec2InstanceVolumeKey: StackRule = {
  name: "aws-ec2-instance-volume-key",
  description: "EBS volumes are encrypted with a customer-managed key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV_AWS_189"], nist80053r5: ["SC-28(1)", "SC-12"] },
  database: "RDS.27: the key of a database is a customer-managed one.",
  remediation: "Set kmsKeyId to the key for volumes.",
  checkStack: (stack) =>
    stack.of(...volumeTypes).flatMap((instance) =>
      about(
        instance,
        volumesOf(instance).each((volume) =>
          need(
            keyGiven(stack, instance, volume("kmsKeyId")),
            "is missing: access to an AWS-managed key cannot be revoked; accepted: a customer-managed key",
          ),
        ),
      ),
    ),
};
