import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const eksClusterSecretsEncryption: ResourceRule = {
  name: "aws-eks-cluster-secrets-encryption",
  description: "The data of the Kubernetes API is encrypted with a customer-managed key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { cisEks: ["5.3.1"], fsbp: ["EKS.3"], checkov: ["CKV_AWS_58"], trivy: ["AWS-0039"], nist80053r5: ["SC-28(1)", "SC-12"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Set encryptionConfig.provider.keyArn, with resources secrets.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) => [
    ...need(
      cluster.at("encryptionConfig", "provider", "keyArn").present(),
      "is missing: AWS's own key cannot be withdrawn; accepted is a customer-managed key",
    ),
    ...need(
      cluster
        .at("encryptionConfig", "resources")
        .items()
        .some((one) => one.is("secrets")),
      "must hold secrets",
    ),
  ],
};
