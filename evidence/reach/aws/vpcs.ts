import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, truthOf } from "../../input/value.ts";
import type { Addresses } from "../space/addresses.ts";
import * as addresses from "../space/addresses.ts";
import { rangeInput } from "./cidr-input.ts";

/** A VPC of the inventory, or one outside of it that its resources refer to. */
export interface Vpc {
  /** URN, or the id if it is not in the inventory. */
  key: string;
  resource: PreviewResource | undefined;
  addresses: Addresses;
}

export interface Subnet {
  /** URN, or the id if it is not in the inventory. */
  key: string;
  resource: PreviewResource | undefined;
  vpc: Vpc;
  addresses: Addresses;
  /** Whether an interface gets a public IPv4 address, or an IPv6 address, by default. */
  publicIpv4: boolean | "unknown";
  ipv6: boolean | "unknown";
}

const vpcTypes = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];
const subnetTypes = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"];

/** VPCs and subnets of an inventory, found by references. */
export class Vpcs {
  readonly #inventory: Inventory;
  readonly #vpcs = new Map<string, Vpc>();
  readonly #subnets = new Map<string, Subnet>();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    for (const { urn } of inventory.of(...vpcTypes)) this.#vpc(urn);
    for (const { urn } of inventory.of(...subnetTypes)) this.#subnet(urn);
  }

  get all(): Vpc[] {
    return [...this.#vpcs.values()];
  }

  get subnets(): Subnet[] {
    return [...this.#subnets.values()];
  }

  /** The VPC that an input refers to, by any of its outputs. Undefined where there is no text. */
  vpc(value: unknown): Vpc | undefined {
    const reference = this.#inventory.reference(value);
    return reference && this.#vpc(reference.resource?.urn ?? reference.text);
  }

  subnet(value: unknown): Subnet | undefined {
    const reference = this.#inventory.reference(value);
    return reference && this.#subnet(reference.resource?.urn ?? reference.text);
  }

  #vpc(key: string): Vpc {
    const known = this.#vpcs.get(key);
    if (known) return known;
    const resource = this.#inventory.find(key);
    const vpc = { key, resource, addresses: this.#addressesOf(resource) };
    this.#vpcs.set(key, vpc);
    return vpc;
  }

  #addressesOf(vpc: PreviewResource | undefined): Addresses {
    // The range of a VPC outside of this program, or of a default VPC, is unknown.
    if (!vpc?.inputs["cidrBlock"]) return addresses.everywhere;
    const more = (type: string, property: string) =>
      this.#inventory
        .of(type)
        .filter(({ inputs }) => this.#inventory.referred(inputs["vpcId"]) === vpc)
        .map(({ inputs }) => inputs[property]);
    const ipv4 = [vpc.inputs["cidrBlock"], ...more("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "cidrBlock")];
    const ipv6 = more("aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation", "ipv6CidrBlock");
    const own = vpc.inputs["ipv6CidrBlock"] ?? (truthOf(vpc.inputs["assignGeneratedIpv6CidrBlock"]) ? "given by AWS" : undefined);
    return addresses.unite([
      ...ipv4.map((cidr) => rangeInput(cidr, "ipv4", vpc.name).addresses),
      ...[...(own === undefined ? [] : [own]), ...ipv6].map((cidr) => rangeInput(cidr, "ipv6", vpc.name).addresses),
    ]);
  }

  #subnet(key: string): Subnet {
    const known = this.#subnets.get(key);
    if (known) return known;
    const resource = this.#inventory.find(key);
    const inputs = resource?.inputs ?? {};
    const byDefault = resource?.type === "aws:ec2/defaultSubnet:DefaultSubnet";
    const vpc = this.vpc(inputs["vpcId"]) ?? this.#vpc(`VPC of subnet ${resource?.name ?? key}`);
    const ranges = [
      ...listOf(inputs["cidrBlock"]).map((cidr) => rangeInput(cidr, "ipv4", key)),
      ...listOf(inputs["ipv6CidrBlock"]).map((cidr) => rangeInput(cidr, "ipv6", key)),
    ];
    const subnet: Subnet = {
      key,
      resource,
      vpc,
      addresses: ranges.length === 0 ? vpc.addresses : addresses.unite(ranges.map((range) => range.addresses)),
      publicIpv4: resource === undefined ? "unknown" : (truthOf(inputs["mapPublicIpOnLaunch"]) ?? byDefault),
      ipv6:
        resource === undefined
          ? "unknown"
          : truthOf(inputs["ipv6Native"]) === true || (truthOf(inputs["assignIpv6AddressOnCreation"]) ?? false),
    };
    this.#subnets.set(key, subnet);
    return subnet;
  }
}
