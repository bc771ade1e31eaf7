import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { isHidden } from "../../input/value.ts";

/** Modules of AWS in whose resources no packet of a VPC begins, passes or ends; who may call their APIs is a matter of IAM. */
const apart = [
  "accessanalyzer",
  "account",
  "acm",
  "acmpca",
  "backup",
  "bedrock",
  "bedrockmodel",
  "budgets",
  "cfg",
  "cloudtrail",
  "cloudwatch",
  "costexplorer",
  "cur",
  "ebs",
  "ecr",
  "guardduty",
  "iam",
  "inspector2",
  "kms",
  "macie",
  "macie2",
  "notifications",
  "organizations",
  "resourcegroups",
  "s3",
  "s3control",
  "secretsmanager",
  "securityhub",
  "sns",
  "sqs",
  "ssm",
  "ssoadmin",
  "identitystore",
  "signer",
  "oam",
  "dynamodb",
];

/** Types of other modules that the graph reads, or of which it knows that they open no path. */
const known = new Set(
  [
    ...[
      "vpc:Vpc",
      "defaultVpc:DefaultVpc",
      "subnet:Subnet",
      "defaultSubnet:DefaultSubnet",
      "vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    ],
    ...[
      "vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
      "routeTable:RouteTable",
      "defaultRouteTable:DefaultRouteTable",
      "route:Route",
    ],
    ...["routeTableAssociation:RouteTableAssociation", "mainRouteTableAssociation:MainRouteTableAssociation"],
    ...["vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"],
    ...[
      "networkAcl:NetworkAcl",
      "defaultNetworkAcl:DefaultNetworkAcl",
      "networkAclRule:NetworkAclRule",
      "networkAclAssociation:NetworkAclAssociation",
    ],
    ...["securityGroup:SecurityGroup", "defaultSecurityGroup:DefaultSecurityGroup", "securityGroupRule:SecurityGroupRule"],
    ...["managedPrefixList:ManagedPrefixList", "managedPrefixListEntry:ManagedPrefixListEntry"],
    ...[
      "internetGateway:InternetGateway",
      "internetGatewayAttachment:InternetGatewayAttachment",
      "natGateway:NatGateway",
      "carrierGateway:CarrierGateway",
    ],
    ...["egressOnlyInternetGateway:EgressOnlyInternetGateway", "vpnGateway:VpnGateway", "vpnGatewayAttachment:VpnGatewayAttachment"],
    ...[
      "vpcPeeringConnection:VpcPeeringConnection",
      "vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
      "peeringConnectionOptions:PeeringConnectionOptions",
    ],
    ...["customerGateway:CustomerGateway", "vpnConnection:VpnConnection", "vpnConnectionRoute:VpnConnectionRoute"],
    ...[
      "eip:Eip",
      "eipAssociation:EipAssociation",
      "networkInterface:NetworkInterface",
      "networkInterfaceAttachment:NetworkInterfaceAttachment",
    ],
    ...[
      "instance:Instance",
      "launchTemplate:LaunchTemplate",
      "placementGroup:PlacementGroup",
      "keyPair:KeyPair",
      "ami:Ami",
      "capacityReservation:CapacityReservation",
    ],
    ...["vpcEndpoint:VpcEndpoint", "vpcEndpointPolicy:VpcEndpointPolicy", "vpcEndpointService:VpcEndpointService"],
    ...[
      "vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
      "vpcEndpointConnectionNotification:VpcEndpointConnectionNotification",
    ],
    ...[
      "vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
      "flowLog:FlowLog",
      "vpcDhcpOptions:VpcDhcpOptions",
      "vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
    ],
    ...["clientVpnNetworkAssociation:NetworkAssociation"],
  ].map((name) => `aws:ec2/${name}`),
);
for (const name of [
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "lb/loadBalancer:LoadBalancer",
  "alb/loadBalancer:LoadBalancer",
  "lb/listener:Listener",
  "alb/listener:Listener",
  "lb/listenerRule:ListenerRule",
  "alb/listenerRule:ListenerRule",
  "lb/listenerCertificate:ListenerCertificate",
  "lb/targetGroup:TargetGroup",
  "alb/targetGroup:TargetGroup",
  "lb/targetGroupAttachment:TargetGroupAttachment",
  "alb/targetGroupAttachment:TargetGroupAttachment",
  "autoscaling/attachment:Attachment",
  "autoscaling/group:Group",
  "autoscaling/policy:Policy",
  "autoscaling/schedule:Schedule",
  "autoscaling/lifecycleHook:LifecycleHook",
  "eks/cluster:Cluster",
  "eks/nodeGroup:NodeGroup",
  "eks/addon:Addon",
  "eks/accessEntry:AccessEntry",
  "eks/accessPolicyAssociation:AccessPolicyAssociation",
  "eks/podIdentityAssociation:PodIdentityAssociation",
  "ec2transitgateway/transitGateway:TransitGateway",
  "ec2transitgateway/vpcAttachment:VpcAttachment",
  "ec2transitgateway/route:Route",
  "ec2transitgateway/routeTable:RouteTable",
  "ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  "ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  "networkmanager/vpcAttachment:VpcAttachment",
  "lambda/function:Function",
  "lambda/permission:Permission",
  "route53/resolverFirewallConfig:ResolverFirewallConfig",
  "route53/resolverFirewallDomainList:ResolverFirewallDomainList",
  "route53/resolverFirewallRule:ResolverFirewallRule",
  "route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
  "route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
  "route53/resolverQueryLogConfig:ResolverQueryLogConfig",
  "route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
  "route53/zone:Zone",
  "route53/record:Record",
  "ec2clientvpn/endpoint:Endpoint",
  "ec2clientvpn/networkAssociation:NetworkAssociation",
  "ec2clientvpn/authorizationRule:AuthorizationRule",
  "ec2clientvpn/route:Route",
])
  known.add(`aws:${name}`);

/** Inputs that say nothing about a path, so that they may stay unknown. */
const besides = new Set(["tags", "tagsAll", "policy", "userData", "userDataBase64", "description"]);

/** What of a network's resources cannot be seen, in words: types that the graph does not know, and inputs that are hidden. */
export function unseenIn(inventory: Inventory): string[] {
  const foreign = unmodelled(inventory).map(({ type, name }) => `${type} ${name} is of a type that the graph does not know`);
  const hidden = inventory.resources
    .filter(({ type }) => known.has(type))
    .flatMap(({ type, name, inputs }) =>
      Object.entries(inputs)
        .filter(([property, value]) => !besides.has(property) && holdsHidden(value))
        .map(([property]) => `${property} of ${type.split(":").pop()} ${name} is not known`),
    );
  return [...foreign, ...hidden];
}

function holdsHidden(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(holdsHidden) : isHidden(value);
}

/** Resources that may be part of a network path in a way that the graph does not know: a proof cannot say anything while one is there. */
function unmodelled(inventory: Inventory): PreviewResource[] {
  return inventory.resources.filter(({ type, custom }) => {
    const [provider, module = ""] = type.split(":");
    if (!custom || provider === "pulumi" || provider === "kubernetes" || provider === "random" || provider === "tls") return false;
    if (provider !== "aws") return true;
    return !apart.includes(module.split("/")[0]!) && !known.has(type);
  });
}
