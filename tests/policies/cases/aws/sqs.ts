import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-sqs-queue-policy-named-source",
    on: {
      type: "aws:sqs/queuePolicy:QueuePolicy",
      inputs: {
        policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "s3.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: "arn:aws:sqs:eu-central-1:111122223333:a",
              Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::vault" }, StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
          ],
        }),
      },
    },
    fails: ["policy Statement 0 Condition -", 'policy Statement 0 Principal = "*"', "policy Statement 0 Condition = {}"].slice(0, 1),
    unknown: ["policy"],
  },
];
