import { forbiddenType, type RuleCase } from "../../rule-case.ts";

const any = '{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}';
const toml = (text: string) => JSON.stringify(Buffer.from(text).toString("base64"));
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
const toPrefixList = {
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  inputs: { securityGroupId: "sg-1", description: "S3", prefixListId: "pl-1", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
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
const aclRule = {
  type: "aws:ec2/networkAclRule:NetworkAclRule",
  inputs: { ruleAction: "allow", egress: false, protocol: "tcp", cidrBlock: "10.0.0.0/8", fromPort: 443, toPort: 443 },
};

export const cases: readonly RuleCase[] = [
  { rule: "aws-ec2-default-network-acl-closed", on: "network-default-acl", fails: ["ingress = [{}]", "egress = [{}]"] },
  { rule: "aws-ec2-default-route-table-closed", on: "network-default-routes", fails: ["routes = [{}]"] },
  {
    rule: "aws-ec2-default-security-group-closed",
    on: "network-default-group",
    fails: ['ingress = [{"protocol":"-1"}]', 'egress = [{"protocol":"-1"}]'],
  },
  forbiddenType("aws-ec2-egress-only-internet-gateway-none", "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"),
  forbiddenType("aws-ec2-eip-none", "aws:ec2/eip:Eip"),
  {
    rule: "aws-ec2-flow-log-all-traffic",
    on: "flow-logs-all",
    fails: ['trafficType = "REJECT"', "maxAggregationInterval = 600", "maxAggregationInterval -"],
  },
  forbiddenType("aws-ec2-image-not-shared", "aws:ec2/amiLaunchPermission:AmiLaunchPermission", { group: "all" }),
  {
    rule: "aws-ec2-instance-encrypted-volumes",
    on: "gpu-pool-template",
    fails: ['blockDeviceMappings 0 ebs encrypted = "false"', "blockDeviceMappings 1 ebs encrypted -"],
  },
  {
    rule: "aws-ec2-instance-metadata-v2",
    on: "gpu-pool-template",
    fails: ['metadataOptions httpTokens = "optional"', "metadataOptions httpPutResponseHopLimit = 2", "metadataOptions -"],
  },
  { rule: "aws-ec2-instance-detailed-monitoring", on: "gpu-pool-template", fails: ["monitoring enabled = false", "monitoring -"] },
  {
    rule: "aws-ec2-instance-no-host-shell",
    on: "gpu-pool-template",
    fails: [`userData = ${toml("[settings.host-containers.admin]\nenabled = true\n")}`],
  },
  { rule: "aws-ec2-instance-no-key-pair", on: "gpu-pool-template", fails: ['keyName = "ops"'] },
  {
    rule: "aws-ec2-instance-no-public-address",
    on: "gpu-pool-template",
    fails: ['networkInterfaces 0 associatePublicIpAddress = "true"', "networkInterfaces 0 associatePublicIpAddress -"],
  },
  { rule: "aws-ec2-instance-no-public-address", on: "tunnel|Instance", fails: ["associatePublicIpAddress = true", "ipv6AddressCount = 1"] },
  {
    rule: "aws-ec2-instance-no-secret-in-user-data",
    on: "gpu-pool-template",
    fails: [`userData = ${toml("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE")}`, 'userData = "-----BEGIN RSA PRIVATE KEY-----"'],
  },
  {
    rule: "aws-ec2-instance-node-settings",
    on: "gpu-pool-template",
    fails: ["userData -", 'userData = ""', 'imageId = "resolve:ssm:/aws/service/bottlerocket/aws-dev/x86_64/latest/image_id"'],
    unknown: ["userData"],
  },
  { rule: "aws-ec2-instance-node-volumes", on: "gpu-pool-template", fails: ["blockDeviceMappings -", "blockDeviceMappings = []"] },
  {
    rule: "aws-ec2-instance-own-security-group",
    on: "gpu-pool-template",
    fails: ["networkInterfaces -", "networkInterfaces 0 securityGroups = []"],
  },
  { rule: "aws-ec2-instance-own-security-group", on: "tunnel|Instance", fails: ["vpcSecurityGroupIds -"] },
  { rule: "aws-ec2-instance-volume-key", on: "gpu-pool-template", fails: ["blockDeviceMappings 0 ebs kmsKeyId -"] },
  forbiddenType("aws-ec2-internet-gateway-none", "aws:ec2/internetGateway:InternetGateway"),
  forbiddenType("aws-ec2-nat-gateway-none", "aws:ec2/natGateway:NatGateway", { connectivityType: "private" }),
  {
    rule: "aws-ec2-network-acl-no-open-egress",
    on: acl,
    fails: ["egress 1 toPort = 65535", 'egress 1 protocol = "udp"', 'egress 0 cidrBlock = "0.0.0.0/0"'],
  },
  {
    rule: "aws-ec2-network-acl-no-open-ingress",
    on: acl,
    fails: ["ingress 1 fromPort = 0", 'ingress 1 protocol = "-1"', 'ingress 0 cidrBlock = "0.0.0.0/0"'],
  },
  { rule: "aws-ec2-network-acl-no-open-ingress", on: aclRule, fails: ['cidrBlock = "0.0.0.0/0"', 'ipv6CidrBlock = "::/0"'] },
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
  { rule: "aws-ec2-security-group-all-traffic-self-only", on: "groups-nodes-to-endpoints-in", fails: ['ipProtocol = "-1"'] },
  {
    rule: "aws-ec2-security-group-all-traffic-self-only",
    on: {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      inputs: { type: "ingress", protocol: "tcp", securityGroupId: "sg-1", sourceSecurityGroupId: "sg-2" },
    },
    fails: ['protocol = "-1"'],
  },
  {
    rule: "aws-ec2-security-group-all-traffic-self-only",
    on: { type: "aws:ec2/securityGroup:SecurityGroup", inputs: { ingress: [{ protocol: "tcp", securityGroups: ["sg-2"] }] } },
    fails: ['ingress 0 protocol = "-1"'],
  },
  { rule: "aws-ec2-security-group-described", on: "groups-nodes", fails: ["description -", 'description = "Managed by Pulumi"'] },
  {
    rule: "aws-ec2-security-group-named-ranges",
    on: "groups-clients-10.128.0.0/16",
    fails: ['cidrIpv4 = "10.64.0.0/16"', 'cidrIpv4 = "10.128.0.0/9"'],
  },
  {
    rule: "aws-ec2-security-group-no-public-egress",
    on: egress,
    fails: ['egress 0 cidrBlocks = ["0.0.0.0/0"]', 'egress 0 ipv6CidrBlocks = ["::/0"]'],
  },
  { rule: "aws-ec2-security-group-no-public-egress", on: "groups-nodes-to-endpoints-out", fails: ['cidrIpv4 = "0.0.0.0/0"'] },
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
  { rule: "aws-ec2-security-group-no-remote-login", on: "groups-clients-10.128.0.0/16", fails: ["fromPort = 22", "fromPort = 0"] },
  { rule: "aws-ec2-security-group-no-remote-login", on: rule, fails: ["fromPort = 22"], unknown: ["fromPort", "protocol", "type"] },
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
  forbiddenType("aws-ec2-transit-gateway-none", "aws:ec2transitgateway/vpcAttachment:VpcAttachment"),
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
    rule: "aws-ec2-vpc-defaults-managed",
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
    rule: "aws-ec2-vpc-endpoint-named-actions",
    on: "endpoints-logs",
    fails: [
      'policy Statement 0 Action = "*"',
      'policy Statement 0 Action = ["logs:*"]',
      'policy Statement 0 NotAction = "logs:DeleteLogGroup"',
    ],
  },
  {
    rule: "aws-ec2-vpc-endpoint-named-resources",
    on: "endpoints-ecr.dkr",
    fails: [
      'policy Statement 1 Resource = "*"',
      'policy Statement 2 Resource = ["*"]',
      'policy Statement 1 NotResource = "arn:aws:ecr:eu-central-1:1:repository/a"',
    ],
  },
  { rule: "aws-ec2-vpc-endpoint-in-use", on: "endpoints-ssmmessages", fails: ["remove tunnel|Instance"], unknown: "decided" },
  {
    rule: "aws-ec2-vpc-endpoint-in-use",
    on: { type: "aws:ec2/vpcEndpoint:VpcEndpoint", inputs: { serviceName: "com.amazonaws.eu-central-1.ssmmessages" } },
    fails: [],
    forbidden: true,
    alone: true,
    unknown: "decided",
  },
  {
    rule: "aws-ec2-vpc-endpoint-own-buckets",
    on: "endpoints-s3",
    fails: [
      "policy Statement 0 Condition StringEquals aws:ResourceAccount -",
      'policy Statement 0 Condition StringEquals aws:ResourceAccount = "*"',
      "policy Statement 0 Condition -",
    ],
  },
  {
    rule: "aws-ec2-vpc-endpoint-own-principals",
    on: "endpoints-ecr.api",
    fails: [
      "policy Statement 1 Condition -",
      'policy Statement 1 Condition StringEquals aws:PrincipalAccount = "*"',
      `policy Statement 0 = ${any}`,
    ],
  },
  {
    rule: "aws-ec2-vpc-endpoint-own-principals",
    on: "endpoints-s3",
    fails: ['policy Statement 1 Resource = "arn:aws:s3:::other/*"', 'policy Statement 1 Action = "s3:PutObject"'],
  },
  { rule: "aws-ec2-vpc-endpoint-policy", on: "endpoints-ec2", fails: ["policy -"] },
  { rule: "aws-ec2-vpc-endpoint-private-dns", on: "endpoints-logs", fails: ["privateDnsEnabled = false", "privateDnsEnabled -"] },
  {
    rule: "aws-ec2-vpc-endpoint-security-group",
    on: "endpoints-logs",
    fails: ["securityGroupIds = []", "securityGroupIds -"],
    unknown: ["securityGroupIds", "vpcEndpointType"].slice(0, 1),
  },
  { rule: "aws-ec2-vpc-endpoint-service-acceptance", on: "private-link-service", fails: ["acceptanceRequired = false"] },
  {
    rule: "aws-ec2-vpc-endpoint-service-named-principals",
    on: "private-link-444455556666-root",
    fails: ['principalArn = "*"', 'principalArn = "arn:aws:iam::*:root"'],
  },
  { rule: "aws-ec2-vpc-endpoint-service-named-principals", on: "private-link-service", fails: ['allowedPrincipals = ["*"]'] },
  {
    rule: "aws-ec2-vpc-endpoint-service-notification",
    on: "private-link-notification",
    fails: ["remove private-link-notification", 'connectionEvents = ["Accept"]'],
  },
  { rule: "aws-ec2-vpc-flow-log", on: "flow-logs-all", fails: ["remove flow-logs-all"] },
  { rule: "aws-ec2-vpc-no-ipv6", on: "network-vpc", fails: ["assignGeneratedIpv6CidrBlock = true", 'ipv6IpamPoolId = "ipam-pool-1"'] },
  forbiddenType("aws-ec2-vpc-peering-none", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection"),
  {
    rule: "aws-ec2-vpc-private-dns",
    on: "network-vpc",
    fails: ["enableDnsSupport = false", "enableDnsHostnames = false", "enableDnsHostnames -"],
  },
  { rule: "aws-ec2-vpc-private-range", on: "network-vpc", fails: ['cidrBlock = "8.0.0.0/16"'] },
  forbiddenType("aws-ec2-vpn-none", "aws:ec2/vpnConnection:VpnConnection"),
];
