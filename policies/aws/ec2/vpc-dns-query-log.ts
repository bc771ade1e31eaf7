import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const ec2VpcDnsQueryLog: StackRule = {
  name: "aws-ec2-vpc-dns-query-log",
  description: "DNS queries of a VPC are logged.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D19"],
  frameworks: { nist80053r5: ["AU-12", "SI-4"] },
  database: "log_statement: a database logs its queries.",
  remediation: "Add an aws.route53.ResolverQueryLogConfig and associate it with the VPC.",
  checkStack: (stack) =>
    stack.of("aws:ec2/vpc:Vpc").flatMap((vpc) =>
      about(
        vpc,
        need(
          stack.some(["aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation"], (one) =>
            refersTo(one, "resourceId", vpc).and(
              stack.some(["aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig"], (config) =>
                refersTo(one, "resolverQueryLogConfigId", config),
              ),
            ),
          ),
          "has no DNS query log; accepted: one of its own",
          "queryLog",
        ),
      ),
    ),
};
