import { forbiddenType, type RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "stack-no-external-references",
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
  forbiddenType("stack-known-types", "aws:ssm/association:Association", { name: "AWS-RunShellScript" }),
  forbiddenType("stack-known-types", "kubernetes:serving.knative.dev/v1:Service"),
  {
    rule: "stack-single-writer",
    on: {
      type: "aws:s3/bucketVersioning:BucketVersioning",
      inputs: { bucket: "modelkeep-r1-distill-32b-vault-111122223333-eu-central-1" },
    },
    fails: [],
    forbidden: true,
    unknown: "decided",
  },
];
