import { forbiddenType, type RuleCase } from "../rule-case.ts";

const route = { type: "aws:ec2/route:Route", inputs: { routeTableId: "rtb-1", destinationCidrBlock: "10.1.0.0/16" } };
const table = { type: "aws:ec2/routeTable:RouteTable", inputs: { routes: [{ cidrBlock: "10.1.0.0/16", gatewayId: "" }] } };
const rule = {
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  inputs: { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], description: "clients" },
};
const egress = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  inputs: { egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["fd00::/8"] }] },
};
const aclRule = {
  type: "aws:ec2/networkAclRule:NetworkAclRule",
  inputs: { ruleAction: "allow", egress: false, protocol: "tcp", cidrBlock: "10.0.0.0/8", fromPort: 443, toPort: 443 },
};
/** The ACL of subnets from which a gateway endpoint is reached. */
const acl = {
  type: "aws:ec2/networkAcl:NetworkAcl",
  inputs: {
    ingress: [
      { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "10.0.0.0/16" },
      { ruleNo: 110, action: "allow", protocol: "tcp", fromPort: 1024, toPort: 65_535, cidrBlock: "0.0.0.0/0" },
    ],
    egress: [
      { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "10.0.0.0/16" },
      { ruleNo: 110, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" },
    ],
  },
};
const toPrefixList = {
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  inputs: { securityGroupId: "sg-1", description: "S3", prefixListId: "pl-1", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
};

/** Network: gateways, routes, groups, ACLs, the VPC and what every VPC must have. */
export const networkCases: readonly RuleCase[] = [
  forbiddenType("aws-ec2-internet-gateway-none", "aws:ec2/internetGateway:InternetGateway"),
  forbiddenType("aws-ec2-nat-gateway-none", "aws:ec2/natGateway:NatGateway", { connectivityType: "private" }),
  forbiddenType("aws-ec2-egress-only-internet-gateway-none", "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"),
  forbiddenType("aws-ec2-eip-none", "aws:ec2/eip:Eip"),
  forbiddenType("aws-ec2-vpc-peering-none", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection"),
  forbiddenType("aws-ec2-transit-gateway-none", "aws:ec2transitgateway/vpcAttachment:VpcAttachment"),
  forbiddenType("aws-ec2-vpn-none", "aws:ec2/vpnConnection:VpnConnection"),
  forbiddenType("aws-edge-public-front-end-none", "aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
  forbiddenType("aws-route53-resolver-endpoint-none", "aws:route53/resolverEndpoint:ResolverEndpoint", { direction: "OUTBOUND" }),
  forbiddenType("aws-ec2-image-not-shared", "aws:ec2/amiLaunchPermission:AmiLaunchPermission", { group: "all" }),
  {
    rule: "aws-ec2-subnet-no-public-address",
    on: "network-nodes-eu-central-1a",
    fails: ["mapPublicIpOnLaunch = true", "assignIpv6AddressOnCreation = true"],
  },
  {
    rule: "aws-ec2-subnet-own-network-acl",
    on: "network-nodes-acl",
    fails: ["remove network-nodes-acl", "subnetIds = []"],
    unknown: ["subnetIds"],
  },
  { rule: "aws-ec2-subnet-own-route-table", on: "network-nodes-routes-1", fails: ["remove network-nodes-routes-1"] },
  {
    rule: "aws-ec2-route-no-gateway",
    on: route,
    fails: [
      'gatewayId = "igw-1"',
      'natGatewayId = "nat-1"',
      'egressOnlyGatewayId = "eigw-1"',
      'transitGatewayId = "tgw-1"',
      'vpcPeeringConnectionId = "pcx-1"',
      'networkInterfaceId = "eni-1"',
    ],
  },
  { rule: "aws-ec2-route-no-gateway", on: table, fails: ['routes 0 gatewayId = "igw-1"', 'routes 0 natGatewayId = "nat-1"'] },
  {
    rule: "aws-ec2-route-no-public-destination",
    on: route,
    fails: ['destinationCidrBlock = "0.0.0.0/0"', 'destinationIpv6CidrBlock = "::/0"', 'destinationCidrBlock = "0.0.0.0/1"'],
  },
  {
    rule: "aws-ec2-route-no-public-destination",
    on: table,
    fails: ['routes 0 cidrBlock = "0.0.0.0/0"', 'routes 0 ipv6CidrBlock = "::/0"'],
  },
  {
    rule: "aws-ec2-default-security-group-closed",
    on: "network-default-group",
    fails: ['ingress = [{"protocol":"-1"}]', 'egress = [{"protocol":"-1"}]'],
  },
  { rule: "aws-ec2-default-network-acl-closed", on: "network-default-acl", fails: ["ingress = [{}]", "egress = [{}]"] },
  { rule: "aws-ec2-default-route-table-closed", on: "network-default-routes", fails: ["routes = [{}]"] },
  {
    rule: "aws-ec2-security-group-no-public-ingress",
    on: "groups-clients-10.128.0.0/16",
    fails: ['cidrIpv4 = "0.0.0.0/0"', 'cidrIpv6 = "::/0"', 'cidrIpv4 = "8.8.8.8/32"', 'cidrIpv4 = "128.0.0.0/1"'],
  },
  {
    rule: "aws-ec2-security-group-no-public-ingress",
    on: rule,
    fails: ['cidrBlocks = ["10.0.0.0/8", "0.0.0.0/0"]', 'ipv6CidrBlocks = ["2000::/3"]'],
  },
  {
    rule: "aws-ec2-security-group-no-public-egress",
    on: egress,
    fails: ['egress 0 cidrBlocks = ["0.0.0.0/0"]', 'egress 0 ipv6CidrBlocks = ["::/0"]'],
  },
  { rule: "aws-ec2-security-group-no-public-egress", on: "groups-nodes-to-endpoints-out", fails: ['cidrIpv4 = "0.0.0.0/0"'] },
  {
    rule: "aws-ec2-security-group-one-port",
    on: "groups-clients-10.128.0.0/16",
    fails: ["toPort = 65535", 'ipProtocol = "-1"', "fromPort -"],
  },
  {
    rule: "aws-ec2-security-group-one-port",
    on: rule,
    fails: ["fromPort = 0", 'protocol = "-1"'],
    unknown: ["fromPort", "protocol", "type"],
  },
  {
    rule: "aws-ec2-security-group-prefix-list-https",
    on: toPrefixList,
    fails: ["toPort = 65535", 'ipProtocol = "-1"', "fromPort = 80"],
  },
  { rule: "aws-ec2-security-group-no-remote-login", on: "groups-clients-10.128.0.0/16", fails: ["fromPort = 22", "fromPort = 0"] },
  { rule: "aws-ec2-security-group-no-remote-login", on: rule, fails: ["fromPort = 22"], unknown: ["fromPort", "protocol", "type"] },
  { rule: "aws-ec2-security-group-all-traffic-within-itself", on: "groups-nodes-to-endpoints-in", fails: ['ipProtocol = "-1"'] },
  { rule: "aws-ec2-security-group-described", on: "groups-nodes", fails: ["description -", 'description = "Managed by Pulumi"'] },
  {
    rule: "aws-ec2-network-acl-no-open-ingress",
    on: acl,
    fails: ["ingress 1 fromPort = 0", 'ingress 1 protocol = "-1"', 'ingress 0 cidrBlock = "0.0.0.0/0"'],
  },
  { rule: "aws-ec2-network-acl-no-open-ingress", on: aclRule, fails: ['cidrBlock = "0.0.0.0/0"', 'ipv6CidrBlock = "::/0"'] },
  {
    rule: "aws-ec2-network-acl-no-open-egress",
    on: acl,
    fails: ["egress 1 toPort = 65535", 'egress 1 protocol = "udp"', 'egress 0 cidrBlock = "0.0.0.0/0"'],
  },
  {
    rule: "aws-ec2-vpc-private-dns",
    on: "network-vpc",
    fails: ["enableDnsSupport = false", "enableDnsHostnames = false", "enableDnsHostnames -"],
  },
  { rule: "aws-ec2-vpc-no-ipv6", on: "network-vpc", fails: ["assignGeneratedIpv6CidrBlock = true", 'ipv6IpamPoolId = "ipam-pool-1"'] },
  { rule: "aws-ec2-vpc-private-range", on: "network-vpc", fails: ['cidrBlock = "8.0.0.0/16"'] },
  { rule: "aws-ec2-vpc-flow-log", on: "flow-logs-all", fails: ["remove flow-logs-all"] },
  {
    rule: "aws-ec2-vpc-defaults-taken-over",
    on: "network-vpc",
    fails: ["remove network-default-group", "remove network-default-acl", "remove network-default-routes"],
  },
  { rule: "aws-ec2-vpc-dns-firewall", on: "network-vpc", fails: ["remove dns-firewall-association", "remove dns-firewall-fail-closed"] },
  {
    rule: "aws-ec2-vpc-dns-query-log",
    on: "network-vpc",
    fails: ["remove dns-firewall-query-log|ResolverQueryLogConfigAssociation", "remove dns-firewall-query-log|ResolverQueryLogConfig"],
    unknown: ["remove dns-firewall-query-log|ResolverQueryLogConfigAssociation"],
  },
  {
    rule: "aws-ec2-vpc-block-public-access-bidirectional",
    on: {
      type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
      inputs: { internetGatewayBlockMode: "block-bidirectional" },
    },
    fails: ['internetGatewayBlockMode = "block-ingress"', 'internetGatewayBlockMode = "off"'],
  },
  forbiddenType("aws-ec2-vpc-block-public-access-bidirectional", "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion"),
  {
    rule: "aws-ec2-flow-log-all-traffic",
    on: "flow-logs-all",
    fails: ['trafficType = "REJECT"', "maxAggregationInterval = 600", "maxAggregationInterval -"],
  },
  { rule: "aws-route53-resolver-firewall-config-fail-closed", on: "dns-firewall-fail-closed", fails: ['firewallFailOpen = "ENABLED"'] },
  {
    rule: "aws-route53-resolver-firewall-rule-group-blocks-the-rest",
    on: "dns-firewall-block-every-other",
    fails: [
      'action = "ALLOW"',
      'action = "ALERT"',
      "priority = 1",
      "remove dns-firewall-block-every-other",
      "remove dns-firewall-every-name",
    ],
    unknown: ["action", "priority"],
  },
  {
    rule: "aws-route53-resolver-firewall-rule-no-wildcard-allow",
    on: "dns-firewall-names-in-use",
    fails: ['domains = ["*."]', 'domains = ["*.com."]', 'domains = ["*.amazonaws.com."]'],
  },
  {
    rule: "aws-route53-resolver-firewall-association-protected",
    on: "dns-firewall-association",
    fails: ['mutationProtection = "DISABLED"', "mutationProtection -"],
  },
  {
    rule: "aws-route53-zone-private",
    on: { type: "aws:route53/zone:Zone", inputs: { name: "keep.internal", vpcs: [{ vpcId: "vpc-1" }] } },
    fails: ["vpcs -", "vpcs = []"],
  },
  {
    rule: "aws-ebs-default-encryption-on",
    on: { type: "aws:ebs/encryptionByDefault:EncryptionByDefault", inputs: { enabled: true } },
    fails: ["enabled = false"],
  },
  {
    rule: "aws-ram-resource-share-no-external",
    on: { type: "aws:ram/resourceShare:ResourceShare", inputs: { allowExternalPrincipals: false } },
    fails: ["allowExternalPrincipals = true"],
  },
  {
    rule: "aws-ec2-security-group-all-traffic-within-itself",
    on: {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      inputs: { type: "ingress", protocol: "tcp", securityGroupId: "sg-1", sourceSecurityGroupId: "sg-2" },
    },
    fails: ['protocol = "-1"'],
  },
  {
    rule: "aws-ec2-security-group-all-traffic-within-itself",
    on: { type: "aws:ec2/securityGroup:SecurityGroup", inputs: { ingress: [{ protocol: "tcp", securityGroups: ["sg-2"] }] } },
    fails: ['ingress 0 protocol = "-1"'],
  },
];
