import { forbid } from "../../rule/outcome.ts";
import { eachGrantedResource, roleTypes } from "../../rule/roles.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const roleNoPodAccess: ResourceRule = {
  name: "kubernetes-role-no-pod-access",
  description: "No role allows exec, attach, port-forward or proxy, which bypass the front door.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18", "D5"],
  frameworks: { cisEks: ["4.1.10"], trivy: ["KSV-0053", "KSV-0054"], nist80053r5: ["AC-3", "AC-6"] },
  database: "CIS PostgreSQL 4.1: no login to the database server.",
  remediation: "Remove the resources.",
  types: roleTypes,
  check: (role) =>
    eachGrantedResource(role, (one) =>
      forbid(
        one.is("pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "pods/ephemeralcontainers", "services/proxy", "nodes/proxy"),
        "bypasses the front door; accepted: other resources",
      ),
    ),
};
