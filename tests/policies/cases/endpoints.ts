import type { RuleCase } from "../rule-case.ts";

const any = '{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}';

/** VPC endpoints and the endpoint service. */
export const endpointCases: readonly RuleCase[] = [
  { rule: "aws-ec2-vpc-endpoint-policy", on: "endpoints-ec2", fails: ["policy -"] },
  {
    rule: "aws-ec2-vpc-endpoint-own-principals",
    on: "endpoints-ecr.api",
    fails: [
      "policy Statement 1 Condition -",
      'policy Statement 1 Condition StringEquals aws:PrincipalAccount = "*"',
      `policy Statement 0 = ${any}`,
    ],
  },
  {
    rule: "aws-ec2-vpc-endpoint-own-principals",
    on: "endpoints-s3",
    fails: ['policy Statement 1 Resource = "arn:aws:s3:::other/*"', 'policy Statement 1 Action = "s3:PutObject"'],
  },
  {
    rule: "aws-ec2-vpc-endpoint-named-actions",
    on: "endpoints-logs",
    fails: [
      'policy Statement 0 Action = "*"',
      'policy Statement 0 Action = ["logs:*"]',
      'policy Statement 0 NotAction = "logs:DeleteLogGroup"',
    ],
  },
  {
    rule: "aws-ec2-vpc-endpoint-named-resources",
    on: "endpoints-ecr.dkr",
    fails: [
      'policy Statement 1 Resource = "*"',
      'policy Statement 2 Resource = ["*"]',
      'policy Statement 1 NotResource = "arn:aws:ecr:eu-central-1:1:repository/a"',
    ],
  },
  {
    rule: "aws-ec2-vpc-endpoint-own-buckets",
    on: "endpoints-s3",
    fails: [
      "policy Statement 0 Condition StringEquals aws:ResourceAccount -",
      'policy Statement 0 Condition StringEquals aws:ResourceAccount = "*"',
      "policy Statement 0 Condition -",
    ],
  },
  { rule: "aws-ec2-vpc-endpoint-private-dns", on: "endpoints-logs", fails: ["privateDnsEnabled = false", "privateDnsEnabled -"] },
  {
    rule: "aws-ec2-vpc-endpoint-security-group",
    on: "endpoints-logs",
    fails: ["securityGroupIds = []", "securityGroupIds -"],
    unknown: ["securityGroupIds", "vpcEndpointType"].slice(0, 1),
  },
  { rule: "aws-ec2-vpc-endpoint-service-acceptance", on: "private-link-service", fails: ["acceptanceRequired = false"] },
  {
    rule: "aws-ec2-vpc-endpoint-service-named-principals",
    on: "private-link-444455556666-root",
    fails: ['principalArn = "*"', 'principalArn = "arn:aws:iam::*:root"'],
  },
  { rule: "aws-ec2-vpc-endpoint-service-named-principals", on: "private-link-service", fails: ['allowedPrincipals = ["*"]'] },
  {
    rule: "aws-ec2-vpc-endpoint-service-notification",
    on: "private-link-notification",
    fails: ["remove private-link-notification", 'connectionEvents = ["Accept"]'],
  },
];
