import { credential } from "../../rule/credential.ts";
import { forbid, need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Names of environment variables that hold secrets. */
const secretName = /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY(_ID)?|PRIVATE_?KEY|CREDENTIALS?)$/i;

export const podNoSecretInEnv: ResourceRule = {
  name: "kubernetes-pod-no-secret-in-env",
  description: "Environment variables hold no secrets, literal or from a Secret.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { cisEks: ["4.4.1"], checkov: ["CKV_K8S_35"], trivy: ["KSV-0109"], nist80053r5: ["IA-5(7)"] },
  database: "No PGPASSWORD: no password in the environment.",
  remediation: "Mount the Secret as a file, or do without.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) => [
      ...container
        .at("env")
        .items()
        .each((one) => [
          ...need(one.at("valueFrom", "secretKeyRef").absent(), "puts a secret into the environment; accepted: a file"),
          ...forbid(
            one.at("name").matches(secretName).and(one.at("value").matches(/\S/)).at(one.at("value").path),
            "holds a secret as text; accepted: a file",
          ),
          ...forbid(one.at("value").matches(credential), "holds a credential as text; accepted: a role, or a file"),
        ]),
      ...need(container.at("envFrom").items().empty(), "imports unlisted variables; accepted: individual variables"),
    ]),
};
