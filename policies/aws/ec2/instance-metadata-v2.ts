import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2InstanceMetadataV2: ResourceRule = {
  name: "aws-ec2-instance-metadata-v2",
  description: "IMDSv2 is required, with a hop limit of 1, so that pods cannot obtain the node's credentials.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: {
    fsbp: ["EC2.8", "EC2.170"],
    checkov: ["CKV_AWS_79", "CKV_AWS_341"],
    trivy: ["AWS-0028", "AWS-0130"],
    nist80053r5: ["AC-3", "AC-6", "SC-23(3)"],
  },
  database: "SecretsManager.1: credentials are short-lived and reach only their intended holder.",
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
      ...need(options.at("httpTokens").is("required"), "must be required: IMDSv1 is open to server-side request forgery"),
      ...need(options.at("httpPutResponseHopLimit").is(1), "must be 1: pods could obtain the node's credentials"),
    ]);
  },
};
