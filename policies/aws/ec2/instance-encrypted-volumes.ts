import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { volumesOf, volumeTypes } from "../../rule/volumes.ts";

export const ec2InstanceEncryptedVolumes: ResourceRule = {
  name: "aws-ec2-instance-encrypted-volumes",
  description: "EBS volumes are encrypted at rest.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV_AWS_189"], nist80053r5: ["SC-28(1)", "SC-12"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set encrypted to true.",
  types: volumeTypes,
  check: (instance) => volumesOf(instance).each((volume) => need(volume("encrypted").is(true), "must be true")),
};
