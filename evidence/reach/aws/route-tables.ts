import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory, Reference } from "../../input/inventory.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import { type Hop, hop } from "../hop.ts";
import { type Addresses, everywhere, isEmpty, listNamed, meet, unite, without } from "../space/addresses.ts";
import { type Traffic, through, within } from "../space/traffic.ts";
import { prefixListEntries, rangeInput, serviceList } from "./cidr-input.ts";
import { type Route, type Routed, routeTargets, type Target } from "./route.ts";
import type { Subnet, Vpc, Vpcs } from "./vpcs.ts";

/** The route tables of an inventory, and their subnets. */
export class RouteTables {
  readonly #inventory: Inventory;
  /** Routes by key of their table: its URN, or `main:` and the key of a VPC. */
  readonly #routes = new Map<string, Route[]>();
  readonly #bySubnet = new Map<string, string[]>();
  readonly #main = new Map<string, string>();

  constructor(inventory: Inventory, vpcs: Vpcs) {
    this.#inventory = inventory;
    for (const resource of inventory.of("aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable")) {
      const key = this.#key(resource.type.includes("default") ? resource.inputs["defaultRouteTableId"] : undefined) ?? resource.urn;
      for (const [i, route] of listOf(resource.inputs["routes"]).entries()) this.#add(key, resource, `routes[${i}]`, objectOf(route));
      for (const [i, gateway] of listOf(resource.inputs["propagatingVgws"]).entries())
        this.#propagate(key, resource, `propagatingVgws[${i}]`, gateway);
    }
    for (const resource of inventory.of("aws:ec2/route:Route")) {
      const key = this.#key(resource.inputs["routeTableId"]);
      if (key) this.#add(key, resource, "", resource.inputs);
    }
    for (const resource of inventory.of("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation")) {
      const key = this.#key(resource.inputs["routeTableId"]);
      if (key) this.#propagate(key, resource, "vpnGatewayId", resource.inputs["vpnGatewayId"]);
    }
    this.#readEndpoints();
    for (const { inputs } of inventory.of("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation")) {
      const [vpc, key] = [vpcs.vpc(inputs["vpcId"]), this.#key(inputs["routeTableId"])];
      if (vpc && key) this.#main.set(vpc.key, key);
    }
    for (const { inputs } of inventory.of("aws:ec2/routeTableAssociation:RouteTableAssociation")) {
      const [subnet, key] = [vpcs.subnet(inputs["subnetId"]), this.#key(inputs["routeTableId"])];
      if (subnet && key) this.#bySubnet.set(subnet.key, [...(this.#bySubnet.get(subnet.key) ?? []), key]);
    }
  }

  /** Next hops of packets that leave an interface in a subnet, by longest prefix; packets without a route are dropped. */
  forward(subnet: Subnet, traffic: Traffic): Routed[] {
    const own = this.#bySubnet.get(subnet.key);
    const keys = own ?? [this.#main.get(subnet.vpc.key) ?? `main:${subnet.vpc.key}`];
    // The routes of a subnet outside of this program, and of the main table of such a VPC, are unknown: they may lead anywhere.
    const outside = subnet.resource === undefined || (own === undefined && subnet.vpc.resource === undefined);
    const unknown = [`the routes of subnet ${subnet.resource?.name ?? subnet.key} are not in this program`];
    const anywhere: Routed = { target: { kind: "unknown", reference: undefined }, traffic: through(traffic, [], unknown) };
    return [...(outside ? [anywhere] : []), ...keys.flatMap((key) => this.#follow(key, subnet.vpc, traffic))];
  }

  #follow(key: string, vpc: Vpc, traffic: Traffic): Routed[] {
    const routes = [...(this.#routes.get(key) ?? []), this.#local(vpc)].sort((a, b) => b.length - a.length);
    const found: Routed[] = [];
    let rest = unite(traffic.map(({ addresses }) => addresses));
    for (const [, equal] of Map.groupBy(routes, ({ length }) => length)) {
      for (const { destination, target, hop, unknown } of equal) {
        const taken = through(within(traffic, meet(rest, destination)), [hop], unknown);
        if (taken.length > 0) found.push({ target, traffic: taken });
      }
      rest = without(rest, unite(equal.filter(({ unknown }) => unknown.length === 0).map(({ destination }) => destination)));
      if (isEmpty(rest)) break;
    }
    return found;
  }

  #local(vpc: Vpc): Route {
    const step: Hop = {
      urn: vpc.resource?.urn,
      name: vpc.resource ? `Vpc ${vpc.resource.name}` : vpc.key,
      property: undefined,
      why: "addresses in the VPC are reached directly",
    };
    return {
      destination: vpc.addresses,
      length: lengthOf(vpc.addresses),
      target: { kind: "local", reference: undefined },
      hop: step,
      unknown: [],
    };
  }

  #key(value: unknown): string | undefined {
    const reference = this.#inventory.reference(value);
    const { resource, property = "" } = reference ?? {};
    if (resource?.type === "aws:ec2/vpc:Vpc" || resource?.type === "aws:ec2/defaultVpc:DefaultVpc")
      return property.endsWith("RouteTableId") ? `main:${resource.urn}` : undefined;
    const adopted = resource?.inputs["defaultRouteTableId"];
    if (resource && adopted !== undefined && adopted !== value) return this.#key(adopted) ?? resource.urn;
    return resource?.urn ?? reference?.text;
  }

  #add(key: string, resource: PreviewResource, path: string, route: Readonly<Record<string, unknown>>): void {
    const kind = routeTargets.find((name) => textOf(route[name])) ?? "no target";
    const reference = this.#inventory.reference(route[kind]);
    const target: Target =
      kind === "gatewayId" && reference?.text === "local" ? { kind: "local", reference: undefined } : { kind, reference };
    const at = (property: string) => (path === "" ? property : `${path}.${property}`);
    const list = route["destinationPrefixListId"];
    const ipv6 = route["ipv6CidrBlock"] ?? route["destinationIpv6CidrBlock"];
    const ipv4 = route["cidrBlock"] ?? route["destinationCidrBlock"];
    const push = (destination: Addresses, length: number, whom: string, property: string, unknown: readonly string[]) => {
      const why = `${whom} is routed to ${this.#inventory.referred(route[kind])?.name ?? reference?.text ?? kind}`;
      this.#push(key, { destination, length, target, hop: hop(resource, at(property), why), unknown });
    };
    if (list !== undefined)
      for (const { addresses, unknown } of prefixListEntries(this.#inventory, list))
        push(
          addresses,
          lengthOf(addresses),
          `prefix list ${this.#inventory.referred(list)?.name ?? textOf(list)}`,
          "destinationPrefixListId",
          unknown,
        );
    else {
      const [cidr, family] = ipv6 === undefined || ipv6 === "" ? ([ipv4, "ipv4"] as const) : ([ipv6, "ipv6"] as const);
      const { addresses, unknown } = rangeInput(cidr, family, `a route of ${resource.name}`);
      push(addresses, lengthOf(addresses), textOf(cidr) ?? "an unknown range", kind, unknown);
    }
  }

  #propagate(key: string, resource: PreviewResource, property: string, gateway: unknown): void {
    const step = hop(resource, property, "the virtual private gateway announces its networks' routes to this table");
    this.#push(key, {
      destination: everywhere,
      length: 0,
      target: { kind: "propagated", reference: this.#inventory.reference(gateway) },
      hop: step,
      unknown: [],
    });
  }

  /** A gateway endpoint adds a route for the prefix list of its service. */
  #readEndpoints(): void {
    const add = (endpoint: PreviewResource, resource: PreviewResource, property: string, table: unknown) => {
      const key = this.#key(table);
      const reference: Reference = { text: endpoint.urn, resource: endpoint, property: "id" };
      const list = listNamed(serviceList(endpoint));
      const step = hop(resource, property, `${textOf(endpoint.inputs["serviceName"])} is routed to the gateway endpoint ${endpoint.name}`);
      if (key) this.#push(key, { destination: list, length: 129, target: { kind: "vpcEndpointId", reference }, hop: step, unknown: [] });
    };
    const inventory = this.#inventory;
    for (const endpoint of inventory.of("aws:ec2/vpcEndpoint:VpcEndpoint"))
      for (const [i, table] of listOf(endpoint.inputs["routeTableIds"]).entries()) add(endpoint, endpoint, `routeTableIds[${i}]`, table);
    for (const resource of inventory.of("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation")) {
      const endpoint = inventory.referred(resource.inputs["vpcEndpointId"]);
      if (endpoint) add(endpoint, resource, "vpcEndpointId", resource.inputs["routeTableId"]);
    }
  }

  #push(key: string, route: Route): void {
    this.#routes.set(key, [...(this.#routes.get(key) ?? []), route]);
  }
}

/** Prefix length of a range; of several ranges the shortest. */
function lengthOf({ ipv4, ipv6, lists }: Addresses): number {
  if (lists.length > 0) return 129;
  const bits = (size: bigint) => size.toString(2).length - 1;
  const lengths = [
    ...ipv4.map(({ first, last }) => 32 - bits(last - first + 1n)),
    ...ipv6.map(({ first, last }) => 128 - bits(last - first + 1n)),
  ];
  return Math.min(...lengths, 129);
}
