import type { RuleCase } from "../rule-case.ts";

const toml = (text: string) => JSON.stringify(Buffer.from(text).toString("base64"));

/** Launch templates and instances. */
export const instanceCases: readonly RuleCase[] = [
  {
    rule: "aws-ec2-instance-no-public-address",
    on: "gpu-pool-template",
    fails: ['networkInterfaces 0 associatePublicIpAddress = "true"', "networkInterfaces 0 associatePublicIpAddress -"],
  },
  { rule: "aws-ec2-instance-no-public-address", on: "tunnel|Instance", fails: ["associatePublicIpAddress = true", "ipv6AddressCount = 1"] },
  {
    rule: "aws-ec2-instance-metadata-v2",
    on: "gpu-pool-template",
    fails: ['metadataOptions httpTokens = "optional"', "metadataOptions httpPutResponseHopLimit = 2", "metadataOptions -"],
  },
  { rule: "aws-ec2-instance-no-key-pair", on: "gpu-pool-template", fails: ['keyName = "ops"'] },
  {
    rule: "aws-ec2-instance-encrypted-volumes",
    on: "gpu-pool-template",
    fails: ['blockDeviceMappings 0 ebs encrypted = "false"', "blockDeviceMappings 1 ebs encrypted -"],
  },
  { rule: "aws-ec2-instance-volume-key", on: "gpu-pool-template", fails: ["blockDeviceMappings 0 ebs kmsKeyId -"] },
  { rule: "aws-ec2-instance-node-volumes", on: "gpu-pool-template", fails: ["blockDeviceMappings -", "blockDeviceMappings = []"] },
  {
    rule: "aws-ec2-instance-no-secret-in-user-data",
    on: "gpu-pool-template",
    fails: [`userData = ${toml("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE")}`, 'userData = "-----BEGIN RSA PRIVATE KEY-----"'],
  },
  {
    rule: "aws-ec2-instance-no-host-shell",
    on: "gpu-pool-template",
    fails: [`userData = ${toml("[settings.host-containers.admin]\nenabled = true\n")}`],
  },
  { rule: "aws-ec2-instance-monitored", on: "gpu-pool-template", fails: ["monitoring enabled = false", "monitoring -"] },
  {
    rule: "aws-ec2-instance-own-security-group",
    on: "gpu-pool-template",
    fails: ["networkInterfaces -", "networkInterfaces 0 securityGroups = []"],
  },
  { rule: "aws-ec2-instance-own-security-group", on: "tunnel|Instance", fails: ["vpcSecurityGroupIds -"] },
];
