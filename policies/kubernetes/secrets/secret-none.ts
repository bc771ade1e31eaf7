import { forbid } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { anyOf, Truth } from "../../rule/truth.ts";

/** Whether a map has entries, secret or not. */
const holds = (map: Reading): Truth => (map.hidden ? Truth.of(true, map.path) : map.entries().empty().not());

export const secretNone: ResourceRule = {
  name: "kubernetes-secret-none",
  description: "Secret values are not stored in the stack's state.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { cisEks: ["4.4.2"], checkov: ["CKV_K8S_35"], nist80053r5: ["IA-5(7)"] },
  database: "No PGPASSWORD: no password in a file.",
  remediation: "Let cert-manager or External Secrets write it in the cluster.",
  types: ["kubernetes:core/v1:Secret"],
  check: (secret) => [
    ...forbid(
      anyOf(["data", "stringData"].map((key) => holds(secret.at(key)))).at("data"),
      "is stored in the stack's state; accepted: a Secret that a controller writes",
    ),
    ...forbid(secret.at("type").is("kubernetes.io/service-account-token"), "is a token that never expires; accepted: none"),
  ],
};
