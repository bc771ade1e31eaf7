import { forbiddenType, type RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  forbiddenType("aws-edge-public-front-end-none", "aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
];
