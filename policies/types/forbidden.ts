import type { KnownType } from "./known-type.ts";

/** AWS types of which a rule forbids every resource, by the rule. */
const byRule: Readonly<Record<string, readonly string[]>> = {
  "aws-ec2-egress-only-internet-gateway-none": [
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "aws:ec2/carrierGateway:CarrierGateway",
  ],
  "aws-ec2-eip-none": ["aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation"],
  "aws-ec2-internet-gateway-none": [
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  ],
  "aws-ec2-nat-gateway-none": ["aws:ec2/natGateway:NatGateway", "aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation"],
  "aws-ec2-transit-gateway-none": [
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment",
    "aws:networkmanager/vpcAttachment:VpcAttachment",
  ],
  "aws-ec2-vpc-peering-none": [
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  ],
  "aws-ec2-vpn-none": [
    "aws:ec2/vpnGateway:VpnGateway",
    "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
    "aws:ec2/vpnConnection:VpnConnection",
    "aws:ec2clientvpn/endpoint:Endpoint",
    "aws:directconnect/gatewayAssociation:GatewayAssociation",
  ],
  "aws-ecr-public-none": ["aws:ecrpublic/repository:Repository"],
  "aws-ecr-pull-through-cache-none": ["aws:ecr/pullThroughCacheRule:PullThroughCacheRule"],
  "aws-edge-public-front-end-none": [
    "aws:cloudfront/distribution:Distribution",
    "aws:globalaccelerator/accelerator:Accelerator",
    "aws:apigateway/restApi:RestApi",
    "aws:apigatewayv2/api:Api",
    "aws:lambda/functionUrl:FunctionUrl",
    "aws:apprunner/service:Service",
    "aws:lightsail/instance:Instance",
  ],
  "aws-eks-fargate-profile-none": ["aws:eks/fargateProfile:FargateProfile"],
  "aws-iam-access-key-none": [
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/sshKey:SshKey",
  ],
  "aws-iam-user-none": ["aws:iam/user:User", "aws:iam/userLoginProfile:UserLoginProfile", "aws:iam/group:Group"],
  "aws-route53-resolver-endpoint-none": ["aws:route53/resolverEndpoint:ResolverEndpoint", "aws:route53/resolverRule:ResolverRule"],
  "aws-secretsmanager-secret-version-none": ["aws:secretsmanager/secretVersion:SecretVersion"],
};

/** AWS types that a keep must not have: listed, so that the rule that forbids them gives the reason. */
export const forbiddenTypes: readonly KnownType[] = Object.entries(byRule).flatMap(([rule, types]) =>
  types.map((type) => ({ type, how: "forbidden", because: rule }) as const),
);
