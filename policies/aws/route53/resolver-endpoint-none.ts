import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const route53ResolverEndpointNone: ResourceRule = {
  name: "aws-route53-resolver-endpoint-none",
  description: "The VPC has no Route 53 Resolver endpoints, inbound or outbound.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "RDS.18: a database server opens no connection to the internet.",
  remediation: "Remove the endpoint.",
  types: ["aws:route53/resolverEndpoint:ResolverEndpoint", "aws:route53/resolverRule:ResolverRule"],
  check: () => need(Truth.of(false), "forwards DNS queries out of the network; accepted: none"),
};
