import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2InstanceNoKeyPair: ResourceRule = {
  name: "aws-ec2-instance-no-key-pair",
  description: "Instances have no SSH key pair.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { checkov: ["CKV_AWS_100"], nist80053r5: ["AC-3", "AC-6"] },
  database: "CIS PostgreSQL 4.1: no login to the database server's operating system.",
  remediation: "Leave keyName unset; use Session Manager.",
  types: [
    "aws:ec2/instance:Instance",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/keyPair:KeyPair",
  ],
  check: (instance) =>
    instance.type === "aws:ec2/keyPair:KeyPair"
      ? need(Truth.of(false), "a key pair allows SSH; accepted: none")
      : need(instance.at("keyName").absent().or(instance.at("keyName").is("")).at("keyName"), "allows SSH; accepted: none"),
};
