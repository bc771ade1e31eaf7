import { forbid, when } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { roleTypes } from "../../rule/roles.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import type { Truth } from "../../rule/truth.ts";

/** Resources that enforce access and isolation. */
const guarded = [
  "roles",
  "clusterroles",
  "rolebindings",
  "clusterrolebindings",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
  "validatingwebhookconfigurations",
  "mutatingwebhookconfigurations",
  "networkpolicies",
  "namespaces",
  "resourcequotas",
  "serviceaccounts",
];

const writes = (rule: Reading): Truth =>
  rule
    .at("verbs")
    .items()
    .some((verb) => verb.is("create", "update", "patch", "delete", "deletecollection"));

export const roleNoPrivilegeEscalation: ResourceRule = {
  name: "kubernetes-role-no-privilege-escalation",
  description: "No role allows bind, escalate or impersonate, or changes to access control.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: {
    cisEks: ["4.1.8", "4.1.12"],
    checkov: ["CKV_K8S_155", "CKV_K8S_156", "CKV_K8S_157", "CKV_K8S_158"],
    trivy: ["KSV-0043", "KSV-0050"],
    nist80053r5: ["AC-6"],
  },
  database: "RDS.24: an application never connects as a role that can create roles.",
  remediation: "Remove the verbs and resources.",
  types: roleTypes,
  check: (role) =>
    role
      .at("rules")
      .items()
      .each((rule) => [
        ...rule
          .at("verbs")
          .items()
          .each((verb) =>
            forbid(verb.is("bind", "escalate", "impersonate", "approve", "sign"), "allows privilege escalation; accepted: other verbs"),
          ),
        ...when(writes(rule), () =>
          rule
            .at("resources")
            .items()
            .each((one) => forbid(one.is(...guarded), "allows changes to access control and isolation; accepted: other resources")),
        ),
      ]),
};
