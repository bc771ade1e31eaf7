import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const ecrRepositoryEncryption: StackRule = {
  name: "aws-ecr-repository-encryption",
  description: "Images are encrypted at rest with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV_AWS_136"], trivy: ["AWS-0033"], nist80053r5: ["SC-28(1)"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set encryptionConfigurations with KMS and a key.",
  checkStack: (stack) =>
    stack.of("aws:ecr/repository:Repository").flatMap((repository) =>
      about(
        repository,
        need(
          repository
            .at("encryptionConfigurations")
            .items()
            .some((one) =>
              one
                .at("encryptionType")
                .is("KMS", "KMS_DSSE")
                .and(keyGiven(stack, repository, one.at("kmsKey"))),
            ),
          "are not encrypted with a customer-managed key; accepted: KMS with kmsKey",
          "encryptionConfigurations",
        ),
      ),
    ),
};
