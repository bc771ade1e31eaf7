import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-lb-listener-tls", on: "private-link-tls", fails: ['protocol = "HTTP"', "port = 80", 'protocol = "TLS"'] },
  { rule: "aws-lb-load-balancer-deletion-protection", on: "private-link-nlb", fails: ["enableDeletionProtection = false"] },
  { rule: "aws-lb-load-balancer-internal", on: "private-link-nlb", fails: ["internal = false", "internal -"] },
  {
    rule: "aws-lb-load-balancer-private-link-rules",
    on: "private-link-nlb",
    fails: ['enforceSecurityGroupInboundRulesOnPrivateLinkTraffic = "off"'],
  },
  { rule: "aws-lb-load-balancer-security-group", on: "private-link-nlb", fails: ["securityGroups = []", "securityGroups -"] },
  { rule: "aws-lb-load-balancer-zones", on: "private-link-nlb", fails: ['subnets = ["subnet-1"]', "enableCrossZoneLoadBalancing = false"] },
  { rule: "aws-lb-target-group-client-address", on: "private-link-front-door|TargetGroup", fails: ["proxyProtocolV2 = false"] },
  { rule: "aws-lb-target-group-encrypted", on: "private-link-front-door|TargetGroup", fails: ['protocol = "HTTP"'] },
];
