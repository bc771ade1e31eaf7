import { forbid, when } from "../../rule/outcome.ts";
import { roleTypes } from "../../rule/roles.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const roleNoWorkloads: ResourceRule = {
  name: "kubernetes-role-no-workloads",
  description: "No role allows people to create pods, which get everything that their namespace has.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.4"], trivy: ["KSV-0048"], nist80053r5: ["AC-6"] },
  database: "CREATE FUNCTION: few may add code.",
  remediation: "Remove the verbs.",
  types: roleTypes,
  check: (role) =>
    role
      .at("rules")
      .items()
      .each((rule) =>
        when(
          rule
            .at("verbs")
            .items()
            .some((verb) => verb.is("create", "update", "patch")),
          () =>
            rule
              .at("resources")
              .items()
              .each((one) =>
                forbid(
                  one.is(
                    "pods",
                    "deployments",
                    "statefulsets",
                    "daemonsets",
                    "replicasets",
                    "jobs",
                    "cronjobs",
                    "replicationcontrollers",
                    "leaderworkersets",
                  ),
                  "allows people to create pods; accepted: get, list and watch",
                ),
              ),
        ),
      ),
};
