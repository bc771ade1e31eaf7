import { forbiddenType, type RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  forbiddenType("aws-ecr-public-none", "aws:ecrpublic/repository:Repository"),
  forbiddenType("aws-ecr-pull-through-cache-none", "aws:ecr/pullThroughCacheRule:PullThroughCacheRule"),
  {
    rule: "aws-ecr-repository-encryption",
    on: "registry-vllm",
    fails: ["encryptionConfigurations -", 'encryptionConfigurations 0 encryptionType = "AES256"', "encryptionConfigurations 0 kmsKey -"],
  },
  { rule: "aws-ecr-repository-immutable", on: "registry-vllm", fails: ['imageTagMutability = "MUTABLE"', "imageTagMutability -"] },
  { rule: "aws-ecr-repository-no-force-delete", on: "registry-vllm", fails: ["forceDelete = true"] },
  {
    rule: "aws-ecr-repository-policy-own-account",
    on: {
      type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
      inputs: { policy: JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*", Action: "ecr:*" }] }) },
    },
    fails: ['policy Statement 0 Effect = "Allow"'],
  },
  {
    rule: "aws-ecr-repository-scanned",
    on: "registry-vllm",
    fails: ["imageScanningConfiguration scanOnPush = false", "imageScanningConfiguration -"],
  },
];
