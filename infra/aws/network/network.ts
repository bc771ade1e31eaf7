import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Block, formatCidr, parseCidr } from "../../../network-range/cidr.ts";
import { planSubnets, type ZoneSubnets } from "../../network/subnets.ts";
import type { Place } from "../names.ts";
import { insideTheVpc } from "./network-acls.ts";

export interface NetworkArgs {
  place: Place;
  /** Block of the VPC in CIDR notation, /16 to /20. */
  cidr: string;
  /** Names of its two or three zones. A zone's addresses follow from its position in this list: add a third at the end. */
  zones: string[];
  /** Turn on VPC Block Public Access, which applies to EVERY VPC of the account in this region. */
  blockPublicAccess: boolean;
}

/**
 * A VPC without internet access: no internet, NAT or egress-only gateway, no public subnet, no public address. What AWS opens in every new
 * VPC (default security group, network ACL and route table) is managed here and closed.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  /** Ranges of the subnets, zone by zone. */
  readonly plan: readonly ZoneSubnets[];
  /** One per zone, in zone order, as are the next two. */
  readonly nodeSubnets: aws.ec2.Subnet[];
  readonly endpointSubnets: aws.ec2.Subnet[];
  readonly loadBalancerSubnets: aws.ec2.Subnet[];

  constructor(name: string, { place, cidr, zones, blockPublicAccess }: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Network", name, {}, opts);
    const parent = { parent: this };
    const range = parseCidr(cidr);
    const plan = planSubnets(range, zones.length);
    this.plan = plan;

    // Private DNS of interface endpoints requires both DNS settings of the VPC.
    this.vpc = new aws.ec2.Vpc(
      `${name}-vpc`,
      { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: place.prefix } },
      parent,
    );
    const vpcId = this.vpc.id;
    if (blockPublicAccess)
      new aws.ec2.VpcBlockPublicAccessOptions(`${name}-block-public-access`, { internetGatewayBlockMode: "block-bidirectional" }, parent);

    // Nothing uses the VPC's defaults; without rules and routes, anything that uses them by mistake is unreachable.
    new aws.ec2.DefaultSecurityGroup(`${name}-default-group`, { vpcId, ingress: [], egress: [] }, parent);
    new aws.ec2.DefaultRouteTable(`${name}-default-routes`, { defaultRouteTableId: this.vpc.defaultRouteTableId, routes: [] }, parent);

    const subnets = (role: string, rangeOf: (zone: (typeof plan)[number]) => Block) =>
      plan.map((ranges, i) => {
        const availabilityZone = zones[i]!;
        return new aws.ec2.Subnet(
          `${name}-${role}-${availabilityZone}`,
          {
            vpcId,
            availabilityZone,
            cidrBlock: formatCidr(rangeOf(ranges)),
            mapPublicIpOnLaunch: false,
            tags: { Name: `${place.prefix}-${role}-${availabilityZone}` },
          },
          parent,
        );
      });
    this.nodeSubnets = subnets("nodes", (zone) => zone.nodes);
    this.endpointSubnets = subnets("endpoints", (zone) => zone.endpoints);
    this.loadBalancerSubnets = subnets("load-balancer", (zone) => zone.loadBalancer);
    const edgeSubnets = [...this.endpointSubnets, ...this.loadBalancerSubnets];

    // Tables with only the VPC's local route. One per role, so that a route added for one does not affect the other.
    const routes = (role: string, members: aws.ec2.Subnet[]) => {
      const table = new aws.ec2.RouteTable(`${name}-${role}-routes`, { vpcId, tags: { Name: `${place.prefix}-${role}` } }, parent);
      members.forEach((subnet, i) => {
        new aws.ec2.RouteTableAssociation(`${name}-${role}-routes-${i + 1}`, { routeTableId: table.id, subnetId: subnet.id }, parent);
      });
    };
    routes("nodes", this.nodeSubnets);
    routes("edge", edgeSubnets);

    const acl = (role: string, members: aws.ec2.Subnet[]) =>
      new aws.ec2.NetworkAcl(
        `${name}-${role}-acl`,
        { vpcId, subnetIds: members.map(({ id }) => id), ...insideTheVpc(range), tags: { Name: `${place.prefix}-${role}` } },
        parent,
      );
    const acls = [acl("nodes", this.nodeSubnets), acl("edge", edgeSubnets)];
    // Last: while subnets are moved to their own ACL, the default one lists the remaining ones, and would show a change at the next update.
    new aws.ec2.DefaultNetworkAcl(
      `${name}-default-acl`,
      { defaultNetworkAclId: this.vpc.defaultNetworkAclId, ingress: [], egress: [] },
      { ...parent, dependsOn: acls },
    );

    this.registerOutputs({ vpcId });
  }
}
