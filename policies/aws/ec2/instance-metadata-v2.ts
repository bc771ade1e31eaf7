import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2InstanceMetadataV2: ResourceRule = {
  name: "aws-ec2-instance-metadata-v2",
  description: "Instance metadata is given to IMDSv2 alone and dies at the first hop, so no pod gets its node's credentials.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: {
    fsbp: ["EC2.8", "EC2.170"],
    checkov: ["CKV_AWS_79", "CKV_AWS_341"],
    trivy: ["AWS-0028", "AWS-0130"],
    nist80053r5: ["AC-3", "AC-6", "SC-23(3)"],
  },
  database: "SecretsManager.1: credentials are short-lived and reach who they are for.",
  remediation: "Set metadataOptions.httpTokens to required and httpPutResponseHopLimit to 1.",
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/launchConfiguration:LaunchConfiguration"],
  check: (instance) => {
    const options = instance.at("metadataOptions");
    const off = options.at("httpEndpoint").is("disabled");
    const elsewhere = Truth.of(instance.type === "aws:ec2/instance:Instance").and(
      instance.at("launchTemplate").present(),
      options.absent(),
    );
    return when(off.or(elsewhere).not(), () => [
      ...need(options.at("httpTokens").is("required"), "must be required: version 1 answers any request that is forged"),
      ...need(options.at("httpPutResponseHopLimit").is(1), "must be 1: pods would reach the node's credentials"),
    ]);
  },
};
