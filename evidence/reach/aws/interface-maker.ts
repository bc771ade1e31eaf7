import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf } from "../../input/value.ts";
import { hop } from "../hop.ts";
import type { HasAddress, Interface } from "./interface.ts";
import type { LaunchedInterface } from "./launch-template.ts";
import type { SecurityGroups } from "./security-groups.ts";
import type { Subnet, Vpcs } from "./vpcs.ts";

/** Text for each kind of address in a hop. */
export const addressWords = {
  publicIpv4: "the interface has a public IPv4 address",
  ipv6: "the interface has an IPv6 address, which the internet can route",
} as const;

/** Creates the network interfaces of a resource from its subnets, launch template and Elastic IP addresses. */
export class InterfaceMaker {
  readonly #vpcs: Vpcs;
  readonly #groups: SecurityGroups;
  /** Resources with an Elastic IP address, and the resource that assigns it. */
  readonly #elastic = new Map<string, PreviewResource>();

  constructor(inventory: Inventory, vpcs: Vpcs, groups: SecurityGroups) {
    this.#vpcs = vpcs;
    this.#groups = groups;
    for (const address of inventory.of("aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation"))
      for (const property of ["instance", "instanceId", "networkInterface", "networkInterfaceId"]) {
        const owner = inventory.referred(address.inputs[property]);
        if (owner) this.#elastic.set(owner.urn, address);
      }
  }

  /** Interfaces of instances, in each subnet those of their template. */
  launched(
    resource: PreviewResource,
    subnetIds: readonly unknown[],
    launched: LaunchedInterface[] | undefined,
    own: LaunchedInterface | undefined,
    forwards: boolean,
  ): Interface[] {
    const subnets = subnetIds.flatMap((id) => this.#vpcs.subnet(id) ?? []);
    return subnets.flatMap((subnet) =>
      (launched ?? [undefined]).map((template): Interface => {
        const groups = own?.groups.length ? own.groups : (template?.groups ?? []);
        const given = (of: "publicIpv4" | "ipv6", property: string): HasAddress => {
          const [said] = [own, template].filter((one) => one?.[of] !== undefined);
          if (said) return { is: said[of]!, hop: hop(said.from, said.path ? `${said.path}.${property}` : property, addressWords[of]) };
          if (launched === undefined)
            return { is: "unknown", hop: hop(resource, "launchTemplate", "its launch template is not in this program") };
          return this.#bySubnet(subnet, of, resource);
        };
        return this.#interface(resource, subnet, {
          groups:
            groups.length > 0
              ? groups.map((group) => this.#groups.key(group))
              : launched === undefined
                ? [`the groups of the launch template of ${resource.name}`]
                : [this.#groups.defaultOf(subnet.vpc)],
          publicIpv4: given("publicIpv4", "associatePublicIpAddress"),
          ipv6: given("ipv6", "ipv6AddressCount"),
          forwards,
        });
      }),
    );
  }

  /** An interface in each subnet. */
  inSubnets(resource: PreviewResource, subnetIds: unknown, groups: readonly string[], more: Partial<Interface> = {}): Interface[] {
    const no = (of: "publicIpv4" | "ipv6"): HasAddress => ({ is: false, hop: hop(resource, undefined, addressWords[of]) });
    return listOf(subnetIds).flatMap((id) => {
      const subnet = this.#vpcs.subnet(id);
      if (!subnet) return [];
      const ipv6 = more.opens === false ? no("ipv6") : this.#bySubnet(subnet, "ipv6", resource);
      const own = groups.length > 0 ? groups : [this.#groups.defaultOf(subnet.vpc)];
      return [this.#interface(resource, subnet, { groups: own, publicIpv4: no("publicIpv4"), ipv6, ...more })];
    });
  }

  #interface(
    owner: PreviewResource,
    subnet: Subnet,
    more: Pick<Interface, "publicIpv4" | "ipv6" | "groups"> & Partial<Interface>,
  ): Interface {
    const elastic = this.#elastic.get(owner.urn);
    return {
      owner,
      name: `${owner.type.split(":").pop()} ${owner.name} in ${subnet.resource?.name ?? subnet.key}`,
      subnet,
      addresses: subnet.addresses,
      opens: true,
      forwards: false,
      ...more,
      ...(elastic ? { publicIpv4: { is: true, hop: hop(elastic, undefined, "an Elastic IP address is a public address") } } : {}),
    };
  }

  #bySubnet(subnet: Subnet, of: "publicIpv4" | "ipv6", resource: PreviewResource): HasAddress {
    const property = of === "publicIpv4" ? "mapPublicIpOnLaunch" : "assignIpv6AddressOnCreation";
    return {
      is: subnet[of],
      hop: hop(subnet.resource ?? resource, property, `${addressWords[of]}, assigned by default in its subnet`),
    };
  }
}
