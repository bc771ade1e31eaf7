import ipaddr from "ipaddr.js";
import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { Addresses } from "../space/addresses.ts";
import * as addresses from "../space/addresses.ts";

/** Addresses that an input means; `unknown` says what is not known of them, and then they are all that could be meant. */
export interface MeantAddresses {
  addresses: Addresses;
  unknown: readonly string[];
}

/** A range of either family as an input gives it. One that only AWS knows (the IPv6 range of a VPC, say) may be any. */
export function rangeInput(value: unknown, family: "ipv4" | "ipv6", what: string): MeantAddresses {
  if (typeof value === "string" && ipaddr.isValidCIDR(value)) return { addresses: addresses.rangeOf(value), unknown: [] };
  return {
    addresses: family === "ipv4" ? addresses.allIpv4 : addresses.allIpv6,
    unknown: [`the range of ${what}, ${JSON.stringify(value)}, is not known`],
  };
}

/**
 * The entries of a prefix list, one by one. A list of this inventory has the entries that it is given; one of AWS for a service keeps its
 * name in the place of its entries, which change, and are addresses of the internet; of any other nothing is known.
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
  return [{ addresses: addresses.everywhere, unknown: [`the entries of prefix list ${id} are not known`] }];
}

/** The prefix list of a gateway endpoint: AWS has one for each of its services in a region, however many endpoints there are. */
export const serviceList = ({ inputs, name }: PreviewResource): string => `of ${textOf(inputs["serviceName"]) ?? name}`;
