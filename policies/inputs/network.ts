import { byRule, document, flag, type Inputs, labels, needed, number, own, privateRange, text } from "./input.ts";

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
  tags: labels,
} as const;

/** What stands around the nodes. */
export const network: Inputs = {
  "aws:ec2/vpc:Vpc": {
    cidrBlock: privateRange,
    enableDnsHostnames: byRule("aws-ec2-vpc-private-dns"),
    enableDnsSupport: byRule("aws-ec2-vpc-private-dns"),
    instanceTenancy: ["default"],
    tags: labels,
  },
  "aws:ec2/subnet:Subnet": {
    vpcId: needed(own),
    availabilityZone: /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/,
    cidrBlock: privateRange,
    mapPublicIpOnLaunch: byRule("aws-ec2-subnet-no-public-address"),
    tags: labels,
  },
  "aws:ec2/routeTable:RouteTable": { vpcId: needed(own), tags: labels },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { routeTableId: needed(own), subnetId: own },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": { defaultRouteTableId: needed(own), routes: [], tags: labels },
  "aws:ec2/networkAcl:NetworkAcl": { vpcId: needed(own), subnetIds: own, ingress: rules, egress: rules, tags: labels },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": { defaultNetworkAclId: needed(own), ingress: [], egress: [], tags: labels },
  "aws:ec2/securityGroup:SecurityGroup": {
    vpcId: needed(own),
    name: text,
    description: text,
    ingress: [],
    egress: [],
    revokeRulesOnDelete: flag,
    tags: labels,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { vpcId: needed(own), ingress: [], egress: [], tags: labels },
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
    tags: labels,
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    vpcId: needed(own),
    // The services that nodes and pods of a keep call; any other is one more way out.
    serviceName:
      /^com\.amazonaws\.[a-z]{2}(-[a-z]+)+-\d\.(ec2|ec2messages|ecr\.api|ecr\.dkr|eks|eks-auth|guardduty-data|kms|logs|monitoring|s3|ssm|ssmmessages|sts|bedrock-runtime)$/,
    vpcEndpointType: needed(["Interface"]),
    privateDnsEnabled: byRule("aws-ec2-vpc-endpoint-private-dns"),
    dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: [false] },
    subnetIds: own,
    subnetConfigurations: { subnetId: own, ipv4: /^[\d.]+$/ },
    securityGroupIds: own,
    policy: document,
    tags: labels,
  },
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": {
    resourceId: needed(own),
    firewallFailOpen: byRule("aws-route53-resolver-firewall-config-fail-closed"),
  },
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": {
    name: text,
    // Names of AWS in a region and of the cluster itself; `*.` is every name, which another rule accepts for BLOCK alone.
    domains: needed(
      /^(\*\.|(\*\.)?([a-z0-9-]+\.)*[a-z]{2}(-[a-z]+)+-\d\.(amazonaws\.com|api\.aws|eks\.amazonaws\.com|compute\.internal)\.|([a-z0-9*-]+\.)+[a-z]{2}(-[a-z]+)+-\d\.(vpce|on)\.(amazonaws\.com|aws)\.)$/,
    ),
    tags: labels,
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
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": { name: text, tags: labels },
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": {
    name: text,
    firewallRuleGroupId: own,
    vpcId: needed(own),
    priority: number,
    mutationProtection: byRule("aws-route53-resolver-firewall-association-protected"),
    tags: labels,
  },
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": { name: text, destinationArn: needed(own), tags: labels },
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": {
    resolverQueryLogConfigId: own,
    resourceId: needed(own),
  },
};
