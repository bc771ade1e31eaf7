import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

const opened = "allows all traffic from another group; accepted: one protocol and port";

/** Whether a rule refers to its own group: by the resources that both ids come from, or by the ids. */
function ofItself(rule: Subject, property: "referencedSecurityGroupId" | "sourceSecurityGroupId"): Truth {
  const [own, other] = [rule.madeFrom("securityGroupId"), rule.madeFrom(property)];
  if (own && other) return Truth.of(own.join() === other.join(), property);
  return rule.at("securityGroupId").when({
    known: (id) => rule.at(property).is(String(id)),
    unknown: (because) =>
      rule
        .at(property)
        .present()
        .and(Truth.unknown([because], property))
        .at(property),
    absent: () => Truth.of(false, property),
  });
}

export const ec2SecurityGroupAllTrafficSelfOnly: StackRule = {
  name: "aws-ec2-security-group-all-traffic-self-only",
  description: "All-traffic rules refer only to the security group itself; other groups are allowed by protocol and port.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: a line names the database that it allows.",
  remediation: "Set ipProtocol and the port, or reference the group itself.",
  checkStack: (stack) => [
    ...stack
      .of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
      .flatMap((rule) =>
        about(
          rule,
          when(rule.at("ipProtocol").is("-1"), () => need(ofItself(rule, "referencedSecurityGroupId"), opened)),
        ),
      ),
    ...stack.of("aws:ec2/securityGroupRule:SecurityGroupRule").flatMap((rule) =>
      about(
        rule,
        when(rule.at("protocol").is("-1").and(rule.at("sourceSecurityGroupId").present()), () =>
          need(ofItself(rule, "sourceSecurityGroupId"), opened),
        ),
      ),
    ),
    ...stack.of("aws:ec2/securityGroup:SecurityGroup").flatMap((group) =>
      about(
        group,
        ["ingress", "egress"].flatMap((direction) =>
          group
            .at(direction)
            .items()
            .each((rule) => when(rule.at("protocol").is("-1"), () => need(rule.at("securityGroups").items().empty(), opened))),
        ),
      ),
    ),
  ],
};
