import type { SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import type { EgressPath } from "../../../evidence/reach/aws/egress-path.ts";
import { egressPaths } from "../../../evidence/reach/aws/egress-paths.ts";
import { type IngressPath, ingressPaths } from "../../../evidence/reach/aws/ingress-paths.ts";
import { awsNetwork } from "../../../evidence/reach/aws/network.ts";
import { Edit, type Inputs } from "../holes/edit.ts";

/** One host in one VPC, all of whose doors stand open over IPv4: a test closes one and sees that nothing passes any more. */
export class SmallNetwork extends Edit {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly gatewayId: string;
  readonly groupId: string;
  readonly hostId: string;

  constructor() {
    super({ preview: { resources: [] } as unknown as SymbolicPreview["preview"], symbols: {} });
    const everything = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
    this.vpcId = this.add("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    this.subnetId = this.add("aws:ec2/subnet:Subnet", "inside", { vpcId: this.vpcId, cidrBlock: "10.0.0.0/24" });
    this.gatewayId = this.add("aws:ec2/internetGateway:InternetGateway", "gateway", { vpcId: this.vpcId });
    this.groupId = this.add("aws:ec2/securityGroup:SecurityGroup", "group", {
      vpcId: this.vpcId,
      ingress: [everything],
      egress: [everything],
    });
    this.hostId = this.add("aws:ec2/instance:Instance", "host", {
      subnetId: this.subnetId,
      vpcSecurityGroupIds: [this.groupId],
      associatePublicIpAddress: true,
    });
    const routeTableId = this.add("aws:ec2/routeTable:RouteTable", "table", {
      vpcId: this.vpcId,
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: this.gatewayId }],
    });
    this.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", { subnetId: this.subnetId, routeTableId });
  }

  /** A network ACL of the host's subnet with these rules, in the order of their numbers. */
  acl(rules: { ingress?: Inputs[]; egress?: Inputs[] }): void {
    const open = [{ ruleNo: 100, action: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" }];
    this.add("aws:ec2/networkAcl:NetworkAcl", "acl", {
      vpcId: this.vpcId,
      subnetIds: [this.subnetId],
      ingress: rules.ingress ?? open,
      egress: rules.egress ?? open,
    });
  }

  /** Ways from outside to an interface, by the name of its owner. */
  in(owner = "host"): IngressPath[] {
    const network = awsNetwork(this.inventory);
    return network.interfaces.filter((one) => one.owner.name === owner).flatMap((one) => ingressPaths(network, one));
  }

  /** Ways from an interface to the outside. */
  out(owner = "host"): EgressPath[] {
    const network = awsNetwork(this.inventory);
    return network.interfaces.filter((one) => one.owner.name === owner).flatMap((one) => egressPaths(network, one));
  }
}
