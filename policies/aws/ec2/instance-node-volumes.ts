import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2InstanceNodeVolumes: ResourceRule = {
  name: "aws-ec2-instance-node-volumes",
  description: "A launch template defines its volumes with encryption rather than inherit them from the AMI.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV_AWS_189"], nist80053r5: ["SC-28(1)"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "List the volumes in blockDeviceMappings, with encrypted and kmsKeyId.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: (template) =>
    need(template.at("blockDeviceMappings").items().empty().not(), "is missing, so the AMI's volumes apply; accepted: encrypted volumes"),
};
