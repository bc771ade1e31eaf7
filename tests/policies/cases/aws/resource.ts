import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-resource-known-inputs",
    on: "vault-bucket-versioning",
    fails: ['versioningConfiguration.status = "Suspended"', 'mfa = "123"', 'bucket = "somebody-elses"'],
    unknown: ["versioningConfiguration.status"],
  },
  {
    rule: "aws-resource-known-inputs",
    on: "gpu-pool-template",
    fails: [
      'userData = "W3NldHRpbmdzLmhvc3QtY29udGFpbmVycy5hZG1pbl0KZW5hYmxlZCA9IHRydWUK"',
      'keyName = "mine"',
      'imageId = "ami-12345678"',
    ],
    unknown: ["userData"],
  },
  {
    rule: "aws-resource-own-region",
    on: "endpoints-s3",
    fails: ['serviceName = "com.amazonaws.us-east-1.s3"'],
  },
];
