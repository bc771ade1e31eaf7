import { byRule, document, flag, type Inputs, needed, number, own, privateRange, tags, text } from "./input.ts";

const rules = { action: ["allow", "deny"], cidrBlock: privateRange, fromPort: number, toPort: number, protocol: text, ruleNo: number };

const securityGroupRule = {
  securityGroupId: own,
  cidrIpv4: privateRange,
  referencedSecurityGroupId: own,
  prefixListId: own,
  ipProtocol: ["tcp", "-1"],
  fromPort: number,
  toPort: number,
  description: text,
  tags,
} as const;

/** Resources around the nodes. */
export const network: Inputs = {
  "aws:ec2/vpc:Vpc": {
    cidrBlock: privateRange,
    enableDnsHostnames: byRule("aws-ec2-vpc-private-dns"),
    enableDnsSupport: byRule("aws-ec2-vpc-private-dns"),
    instanceTenancy: ["default"],
    tags,
  },
  "aws:ec2/subnet:Subnet": {
    vpcId: needed(own),
    availabilityZone: /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/,
    cidrBlock: privateRange,
    mapPublicIpOnLaunch: byRule("aws-ec2-subnet-no-public-address"),
    tags,
  },
  "aws:ec2/routeTable:RouteTable": { vpcId: needed(own), tags },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { routeTableId: needed(own), subnetId: own },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": { defaultRouteTableId: needed(own), routes: [], tags },
  "aws:ec2/networkAcl:NetworkAcl": { vpcId: needed(own), subnetIds: own, ingress: rules, egress: rules, tags },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": { defaultNetworkAclId: needed(own), ingress: [], egress: [], tags },
  "aws:ec2/securityGroup:SecurityGroup": {
    vpcId: needed(own),
    name: text,
    description: text,
    ingress: [],
    egress: [],
    revokeRulesOnDelete: flag,
    tags,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { vpcId: needed(own), ingress: [], egress: [], tags },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    securityGroupId: needed(own),
    sourceSecurityGroupId: own,
    cidrBlocks: privateRange,
    prefixListIds: own,
    self: [true, false],
    type: ["ingress", "egress"],
    protocol: ["tcp", "-1"],
    fromPort: number,
    toPort: number,
    description: text,
  },
  "aws:ec2/networkAclRule:NetworkAclRule": {
    networkAclId: needed(own),
    egress: [true, false],
    ruleAction: ["allow", "deny"],
    cidrBlock: privateRange,
    ruleNumber: number,
    protocol: text,
    fromPort: number,
    toPort: number,
  },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": { vpcEndpointId: needed(own), policy: document },
  "aws:ec2/flowLog:FlowLog": {
    vpcId: needed(own),
    iamRoleArn: own,
    logDestination: own,
    logDestinationType: ["cloud-watch-logs"],
    logFormat: /^(\$\{[a-z0-9-]+\} ?)+$/,
    maxAggregationInterval: [60, 600],
    trafficType: byRule("aws-ec2-flow-log-all-traffic"),
    tags,
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    vpcId: needed(own),
    // The services that nodes and pods of a keep call; any other is one more way out.
    serviceName:
      /^com\.amazonaws\.[a-z]{2}(-[a-z]+)+-\d\.(ec2|ec2messages|ecr\.api|ecr\.dkr|eks|eks-auth|guardduty-data|kms|logs|monitoring|s3|ssm|ssmmessages|sts)$/,
    vpcEndpointType: needed(["Interface"]),
    privateDnsEnabled: byRule("aws-ec2-vpc-endpoint-private-dns"),
    dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: [false] },
    subnetIds: own,
    subnetConfigurations: { subnetId: own, ipv4: /^[\d.]+$/ },
    securityGroupIds: own,
    policy: document,
    tags,
  },
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": {
    resourceId: needed(own),
    firewallFailOpen: byRule("aws-route53-resolver-firewall-config-fail-closed"),
  },
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": {
    name: text,
    // Services that a keep calls, buckets and registries by their own names, and the cluster itself; `*.` is every name, which another rule
    // accepts only for BLOCK.
    domains: needed(
      /^(\*\.|\*\.[a-z]{2}(-[a-z]+)+-\d\.(compute\.internal|eks\.amazonaws\.com)\.|(([a-z0-9.-]+\.)?s3|\d{12}\.dkr\.ecr|api\.ecr|codebuild|ec2|ec2messages|eks|guardduty-data|kms|logs|monitoring|ssm|ssmmessages|sts)\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com\.|eks-auth\.[a-z]{2}(-[a-z]+)+-\d\.api\.aws\.)$/,
    ),
    tags,
  },
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": {
    name: text,
    action: ["ALLOW", "BLOCK"],
    blockResponse: ["NODATA", "NXDOMAIN"],
    firewallDomainListId: own,
    firewallRuleGroupId: needed(own),
    firewallDomainRedirectionAction: ["TRUST_REDIRECTION_DOMAIN", "INSPECT_REDIRECTION_DOMAIN"],
    priority: number,
  },
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": { name: text, tags },
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": {
    name: text,
    firewallRuleGroupId: own,
    vpcId: needed(own),
    priority: number,
    mutationProtection: byRule("aws-route53-resolver-firewall-association-protected"),
    tags,
  },
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": { name: text, destinationArn: needed(own), tags },
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": {
    resolverQueryLogConfigId: own,
    resourceId: needed(own),
  },
};
