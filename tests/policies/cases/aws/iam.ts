import { forbiddenType, type RuleCase } from "../../rule-case.ts";

const allow = (Action: string | string[], Resource: string, Condition?: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource, ...(Condition && { Condition }) }] });
const policy = (Action: string | string[], Resource: string, Condition?: object) => ({
  type: "aws:iam/rolePolicy:RolePolicy",
  inputs: { policy: allow(Action, Resource, Condition) },
});
const role = (Principal: object, Condition: object, Action = "sts:AssumeRole") => ({
  type: "aws:iam/role:Role",
  inputs: { assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action, Condition }] }) },
});

export const cases: readonly RuleCase[] = [
  forbiddenType("aws-iam-access-key-none", "aws:iam/accessKey:AccessKey", { user: "ci" }),
  { rule: "aws-iam-policy-scoped-changes", on: "cluster-policy", fails: ["policy Statement 1 Condition -"] },
  {
    rule: "aws-iam-policy-scoped-key-use",
    on: "pod-roles-weights-reader-policy",
    fails: ["policy Statement 1 Condition -", 'policy Statement 1 Condition = {"StringLike":{"kms:ResourceAliases":"*"}}'],
  },
  {
    rule: "aws-iam-policy-known-actions",
    on: "node-role-policy",
    fails: ['policy = "{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"lambda:UpdateFunctionCode\\",\\"Resource\\":\\"*\\"}}"'],
  },
  {
    rule: "aws-iam-policy-no-privilege-escalation",
    on: "node-role-policy",
    fails: [
      'policy Statement 1 Action = "iam:PutRolePolicy"',
      'policy Statement 1 Action = ["iam:Create*"]',
      'policy Statement 1 Action = "eks:*"',
    ],
  },
  {
    rule: "aws-iam-policy-no-negation",
    on: "node-role-policy",
    fails: ['policy Statement 1 NotAction = "iam:*"', 'policy Statement 1 NotResource = "arn:aws:s3:::a"'],
  },
  {
    rule: "aws-iam-policy-no-negation",
    on: "trail-bucket-policy",
    fails: ['policy Statement 6 NotPrincipal = {"AWS":"arn:aws:iam::1:root"}'],
  },
  {
    rule: "aws-iam-policy-no-wildcard-action",
    on: "node-role-policy",
    fails: ['policy Statement 1 Action = "*"', 'policy Statement 1 Action = ["ecr:*"]'],
  },
  {
    rule: "aws-iam-policy-no-wildcard-action",
    on: {
      type: "aws:iam/role:Role",
      inputs: { assumeRolePolicy: "{}", inlinePolicies: [{ name: "a", policy: allow("s3:GetObject", "arn:aws:s3:::a/*") }] },
    },
    fails: ['inlinePolicies 0 policy Statement 0 Action = "s3:*"'],
  },
  { rule: "aws-iam-policy-no-wildcard-resource", on: "node-role-policy", fails: ['policy Statement 1 Resource = "*"'] },
  {
    rule: "aws-iam-policy-pass-role",
    on: policy("iam:PassRole", "arn:aws:iam::111122223333:role/node", { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }),
    fails: [
      'policy Statement 0 Resource = "*"',
      "policy Statement 0 Condition -",
      'policy Statement 0 Resource = "arn:aws:iam::111122223333:role/*"',
    ],
  },
  {
    rule: "aws-iam-role-federated-subject",
    on: role(
      { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
      { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:a/b:ref:refs/heads/main" } },
      "sts:AssumeRoleWithWebIdentity",
    ),
    fails: [
      "assumeRolePolicy Statement 0 Condition -",
      'assumeRolePolicy Statement 0 Condition = {"StringLike":{"token.actions.githubusercontent.com:sub":"repo:*"}}',
    ],
  },
  {
    rule: "aws-iam-role-known-services",
    on: "node-role|Role",
    fails: [
      'assumeRolePolicy = "{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"lambda.amazonaws.com\\"},\\"Action\\":\\"sts:AssumeRole\\"}}"',
    ],
  },
  {
    rule: "aws-iam-role-named-trust",
    on: "cluster-role",
    fails: [
      'assumeRolePolicy Statement 0 Principal = "*"',
      'assumeRolePolicy Statement 0 Principal = {"AWS":"*"}',
      'assumeRolePolicy Statement 0 Action = "sts:*"',
    ],
  },
  {
    rule: "aws-iam-role-no-confused-deputy",
    on: "cluster-role",
    fails: [
      "assumeRolePolicy Statement 0 Condition -",
      'assumeRolePolicy Statement 0 Condition = {"StringEqualsIfExists":{"aws:SourceAccount":"111122223333"}}',
      'assumeRolePolicy Statement 0 Condition = {"StringLike":{"aws:SourceAccount":"*"}}',
      'assumeRolePolicy Statement 0 Condition = {"ArnLike":{"aws:SourceArn":"arn:aws:eks:eu-central-1:*:cluster/a"}}',
    ],
  },
  {
    rule: "aws-iam-role-no-open-account-trust",
    on: role({ AWS: "arn:aws:iam::444455556666:root" }, { StringEquals: { "sts:ExternalId": "c0ffee" } }),
    fails: ["assumeRolePolicy Statement 0 Condition -", 'assumeRolePolicy Statement 0 Condition = {"StringLike":{"sts:ExternalId":"*"}}'],
  },
  {
    rule: "aws-iam-role-no-broad-managed-policy",
    on: { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", inputs: { policyArn: "arn:aws:iam::111122223333:policy/own" } },
    fails: [
      'policyArn = "arn:aws:iam::aws:policy/AdministratorAccess"',
      'policyArn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"',
      'policyArn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"',
    ],
  },
  {
    rule: "aws-iam-role-pod-identity-named",
    on: "pod-roles-weights-reader",
    fails: [
      "assumeRolePolicy Statement 0 Condition StringEquals aws:RequestTag/kubernetes-namespace -",
      'assumeRolePolicy Statement 0 Condition StringEquals aws:RequestTag/kubernetes-service-account = "*"',
    ],
  },
  forbiddenType("aws-iam-user-none", "aws:iam/user:User", { name: "ci" }),
];
