import { need, when } from "../../../rule/outcome.ts";
import type { Reading } from "../../../rule/reading.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const ec2InstanceEncryptedVolumes: ResourceRule = {
  name: "aws-ec2-instance-encrypted-volumes",
  description: "Every volume is encrypted with a customer-managed key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV_AWS_189"], nist80053r5: ["SC-28(1)", "SC-12"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set encrypted to true and kmsKeyId to the key of volumes.",
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate", "aws:ebs/volume:Volume"],
  check: (instance) => {
    const inside = instance
      .at("blockDeviceMappings")
      .items()
      .map((mapping) => mapping.at("ebs"));
    const volumes = inside.concat(instance.at("ebsBlockDevices").items()).concat(instance.at("rootBlockDevice").items());
    const encrypted = (at: (key: string) => Reading) => [
      ...need(at("encrypted").is(true), "must be true"),
      ...need(at("kmsKeyId").present(), "is missing: AWS's own key cannot be withdrawn; accepted is a customer-managed key"),
    ];
    return instance.type === "aws:ebs/volume:Volume"
      ? encrypted((key) => instance.at(key))
      : volumes.each((volume) => when(volume.present(), () => encrypted((key) => volume.at(key))));
  },
};
