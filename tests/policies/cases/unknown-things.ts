import { forbiddenType, type RuleCase } from "../rule-case.ts";

/** What the pack does not know: types, inputs, values, names of others, and second writers. */
export const unknownThingsCases: readonly RuleCase[] = [
  forbiddenType("stack-type-judged", "aws:ssm/association:Association", { name: "AWS-RunShellScript" }),
  forbiddenType("stack-type-judged", "kubernetes:serving.knative.dev/v1:Service"),
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
    rule: "aws-ec2-instance-node-settings",
    on: "gpu-pool-template",
    fails: ["userData -", 'userData = ""', 'imageId = "resolve:ssm:/aws/service/bottlerocket/aws-dev/x86_64/latest/image_id"'],
    unknown: ["userData"],
  },
  {
    rule: "aws-iam-role-known-services",
    on: "node-role|Role",
    fails: [
      'assumeRolePolicy = "{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"lambda.amazonaws.com\\"},\\"Action\\":\\"sts:AssumeRole\\"}}"',
    ],
  },
  {
    rule: "aws-resource-own-region",
    on: "endpoints-s3",
    fails: ['serviceName = "com.amazonaws.us-east-1.s3"'],
  },
  {
    rule: "aws-ec2-security-group-named-ranges",
    on: "groups-clients-10.128.0.0/16",
    fails: ['cidrIpv4 = "10.64.0.0/16"', 'cidrIpv4 = "10.128.0.0/9"'],
  },
  { rule: "aws-ec2-vpc-endpoint-needed", on: "endpoints-ssmmessages", fails: ["remove tunnel|Instance"], unknown: "decided" },
  {
    rule: "aws-ec2-vpc-endpoint-needed",
    on: { type: "aws:ec2/vpcEndpoint:VpcEndpoint", inputs: { serviceName: "com.amazonaws.eu-central-1.ssmmessages" } },
    fails: [],
    forbidden: true,
    alone: true,
    unknown: "decided",
  },
  { rule: "aws-keep-whole", on: { type: "modelkeep:aws:Keep", inputs: {} }, fails: [], forbidden: true, alone: true, unknown: "decided" },
  {
    rule: "aws-iam-policy-known-actions",
    on: "node-role-policy",
    fails: ['policy = "{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"lambda:UpdateFunctionCode\\",\\"Resource\\":\\"*\\"}}"'],
  },
  {
    rule: "stack-stranger-named",
    on: "alarms-topic-policy",
    fails: [
      'policy = "arn:aws:sqs:eu-central-1:999988887777:q"',
      'policy = "999988887777"',
      'policy = "arn:aws:s3:::somebody-elses/*"',
      'policy = "arn:aws:iam::*:role/x"',
      'policy = "https://example.com/x"',
      'policy = "somebody@example.net"',
      'policy = "1.2.3.4"',
    ],
    unknown: ["policy"],
  },
  {
    rule: "stack-writer-one",
    on: {
      type: "aws:s3/bucketVersioning:BucketVersioning",
      inputs: { bucket: "modelkeep-r1-distill-32b-vault-111122223333-eu-central-1" },
    },
    fails: [],
    forbidden: true,
    unknown: "decided",
  },
];
