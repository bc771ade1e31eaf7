import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

/** Services that act for a keep: its cluster, nodes, pods and builds, log delivery, and replication of its weights. */
const services = ["cloudtrail", "codebuild", "ec2", "eks", "pods.eks", "s3", "vpc-flow-logs"].map((name) => `${name}.amazonaws.com`);

export const iamRoleKnownServices: ResourceRule = {
  name: "aws-iam-role-known-services",
  description: "Roles trust only the AWS services that a keep uses.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8", "D21"],
  frameworks: { nist80053r5: ["AC-6"] },
  database: "SECURITY DEFINER: code that runs with its owner's privileges is listed.",
  remediation: "Remove the service from the trust policy, or list it in the rule's configuration.",
  config: { services: { type: "array", items: { type: "string" }, default: services, description: "services that may assume a role" } },
  types: ["aws:iam/role:Role"],
  check: (role, config) => {
    const known = listOf(config, "services");
    return statementsOf(role.at("assumeRolePolicy")).each((statement) =>
      when(statement.allows(), () =>
        statement
          .principals()
          .each(({ kind, id }) =>
            need(
              kind === "Service" ? id.is(...known) : Truth.of(true, id.path),
              `is not a service that a keep uses; accepted: ${known.join(", ")}`,
              id.path,
            ),
          ),
      ),
    );
  },
};
