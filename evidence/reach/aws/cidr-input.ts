import type { PreviewResource } from "../../../engine/preview.ts";
import { isCidr } from "../../../network-range/cidr.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { Addresses } from "../space/addresses.ts";
import * as addresses from "../space/addresses.ts";

/** Addresses in an input; if `unknown` is not empty, they are all addresses that could be meant. */
export interface MeantAddresses {
  addresses: Addresses;
  unknown: readonly string[];
}

/** A range of either family from an input. One that only AWS knows (such as the IPv6 range of a VPC) may be any. */
export function rangeInput(value: unknown, family: "ipv4" | "ipv6", what: string): MeantAddresses {
  if (typeof value === "string" && isCidr(value)) return { addresses: addresses.rangeOf(value), unknown: [] };
  return {
    addresses: family === "ipv4" ? addresses.allIpv4 : addresses.allIpv6,
    unknown: [`the range of ${what}, ${JSON.stringify(value)}, is unknown`],
  };
}

/**
 * The entries of a prefix list. A list in this inventory has its own entries; an AWS-managed one for a service keeps its
 * name instead of its entries, which change and are internet addresses; the entries of any other list are unknown.
 */
export function prefixListEntries(inventory: Inventory, value: unknown): MeantAddresses[] {
  const reference = inventory.reference(value);
  const id = reference?.text ?? "unknown";
  const { resource, property } = reference ?? {};
  if (resource?.type === "aws:ec2/managedPrefixList:ManagedPrefixList") {
    const own = listOf(resource.inputs["entries"]).map((entry) => objectOf(entry)["cidr"]);
    const apart = inventory
      .of("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry")
      .filter(({ inputs }) => inventory.referred(inputs["prefixListId"]) === resource)
      .map(({ inputs }) => inputs["cidr"]);
    return [...own, ...apart].map((cidr) => rangeInput(cidr, String(cidr).includes(":") ? "ipv6" : "ipv4", `an entry of ${resource.name}`));
  }
  if (resource?.type === "aws:ec2/vpcEndpoint:VpcEndpoint" && property === "prefixListId")
    return [{ addresses: addresses.listNamed(serviceList(resource)), unknown: [] }];
  return [{ addresses: addresses.everywhere, unknown: [`the entries of prefix list ${id} are unknown`] }];
}

/** The prefix list of a gateway endpoint: AWS has one per service and region, regardless of the number of endpoints. */
export const serviceList = ({ inputs, name }: PreviewResource): string => `of ${textOf(inputs["serviceName"]) ?? name}`;
