import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const eksClusterSecretsEncryption: StackRule = {
  name: "aws-eks-cluster-secrets-encryption",
  description: "Kubernetes API data (secrets) is envelope-encrypted with a customer-managed key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { cisEks: ["5.3.1"], fsbp: ["EKS.3"], checkov: ["CKV_AWS_58"], trivy: ["AWS-0039"], nist80053r5: ["SC-28(1)", "SC-12"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set encryptionConfig.provider.keyArn, with resources secrets.",
  checkStack: (stack) =>
    stack.of("aws:eks/cluster:Cluster").flatMap((cluster) =>
      about(cluster, [
        ...need(
          keyGiven(stack, cluster, cluster.at("encryptionConfig", "provider", "keyArn")),
          "is missing: access to an AWS-managed key cannot be revoked; accepted: a customer-managed key",
        ),
        ...need(
          cluster
            .at("encryptionConfig", "resources")
            .items()
            .some((one) => one.is("secrets")),
          "must include secrets",
        ),
      ]),
    ),
};
