import type { Inventory } from "../../input/inventory.ts";
import { type EndpointService, endpointServicesOf } from "./endpoint-services.ts";
import { type Opening, openingsOf } from "./gateways.ts";
import type { Interface } from "./interface.ts";
import { Interfaces } from "./interfaces.ts";
import { type LoadBalancer, loadBalancersOf } from "./load-balancers.ts";
import { NetworkAcls } from "./network-acls.ts";
import { RouteTables } from "./route-tables.ts";
import { SecurityGroups } from "./security-groups.ts";
import { Vpcs } from "./vpcs.ts";

/** The AWS network of an inventory. */
export interface AwsNetwork {
  inventory: Inventory;
  vpcs: Vpcs;
  groups: SecurityGroups;
  acls: NetworkAcls;
  routes: RouteTables;
  interfaces: readonly Interface[];
  openings: readonly Opening[];
  loadBalancers: readonly LoadBalancer[];
  endpointServices: readonly EndpointService[];
}

/** Reads the network, in the order in which its parts depend on each other. */
export function awsNetwork(inventory: Inventory): AwsNetwork {
  const vpcs = new Vpcs(inventory);
  const groups = new SecurityGroups(inventory, vpcs);
  const acls = new NetworkAcls(inventory, vpcs);
  const interfaces = new Interfaces(inventory, vpcs, groups);
  const routes = new RouteTables(inventory, vpcs);
  const loadBalancers = loadBalancersOf(inventory, interfaces);
  return {
    inventory,
    vpcs,
    groups,
    acls,
    routes,
    interfaces: interfaces.all,
    openings: openingsOf(inventory, vpcs),
    loadBalancers,
    endpointServices: endpointServicesOf(inventory, loadBalancers),
  };
}
