import { forbid, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes, opens } from "../../rule/security-group-rules.ts";

export const ec2SecurityGroupNoRemoteLogin: ResourceRule = {
  name: "aws-ec2-security-group-no-remote-login",
  description: "No security group allows SSH, Remote Desktop or the kubelet's read-only port.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D2", "D18"],
  frameworks: { fsbp: ["EC2.19"], checkov: ["CKV_AWS_24", "CKV_AWS_25"], trivy: ["AWS-0107"], nist80053r5: ["SC-7(5)", "AC-3"] },
  database: "CIS PostgreSQL 4.1: no login to the database server's operating system.",
  remediation: "Remove the rule; use Session Manager, which needs no inbound rule.",
  types: groupRuleTypes,
  check: (group) =>
    groupRules(group, "ingress").each((rule) =>
      when(rule.protocol.is("-1").not(), () =>
        [22, 3389, 10255].flatMap((port) =>
          forbid(opens(rule, port).at(rule.fromPort.path), `allows port ${port}; accepted: Session Manager, which needs no rule`),
        ),
      ),
    ),
};
