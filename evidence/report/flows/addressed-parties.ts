import { type Block, blockIn, isCidr, parseCidr } from "../../../network-range/cidr.ts";
import { type AddressRange, bits, covers, cut, formatRange, overlap, size } from "../../../network-range/range.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { AwsNetwork } from "../../reach/aws/network.ts";
import type { Party } from "../model/flow.ts";
import type { AwsParty } from "./aws-parties.ts";
import type { Parties } from "./parties.ts";

/** Addresses of a party. */
interface AddressedParty {
  range: AddressRange;
  party: Party | string;
}

const linkLocal: readonly [string, Omit<Party, "zone" | "addresses" | "identities">][] = [
  ["169.254.170.23/32", { id: "place pod identity", name: "Pod Identity agent", detail: "on the pod's own node, link-local" }],
  ["169.254.169.253/32", { id: "place resolver", name: "Resolver of the VPC", detail: "behind the DNS firewall" }],
  ["169.254.169.254/32", { id: "place metadata", name: "Instance metadata", detail: "link-local, with the node's credentials" }],
  ["169.254.20.10/32", { id: "place node-local dns", name: "Node-local DNS", detail: "a cache on the pod's own node, link-local" }],
  ["169.254.10.11/32", { id: "place local dns", name: "LocalDNS of AKS", detail: "a cache on the pod's own node, link-local" }],
];

/** DNS at the address of the metadata service, as on GKE with Cloud DNS: what is asked there on the port of DNS is no metadata. */
const metadataDns: Omit<Party, "zone" | "addresses" | "identities"> = {
  id: "place cloud dns",
  name: "DNS at the metadata address",
  detail: "port 53 only: Cloud DNS on GKE; no metadata is served there",
};

/** Ports that are DNS and nothing else, as {@link formatPorts} writes them. */
const dnsOnly = /^(TCP 53; UDP 53|TCP 53|UDP 53)$/;

/** Maps address ranges to parties, from what is known about the network. */
export class AddressedParties {
  readonly #addressed: readonly AddressedParty[];
  readonly #parties: Parties;

  constructor(network: AwsNetwork, aws: readonly AwsParty[], parties: Parties) {
    this.#parties = parties;
    this.#addressed = [
      ...linkLocal.map(([cidr, party]): AddressedParty => serviceAt(parseCidr(cidr), party)),
      ...network.vpcs.all.flatMap(({ resource }) => vpcParties(textOf(resource?.inputs["cidrBlock"]))),
      ...network.inventory.of("aws:eks/cluster:Cluster").flatMap(({ urn, inputs }) => apiParties(urn, inputs)),
      ...aws.flatMap(({ id, interfaces }) =>
        interfaces.flatMap((one) => interfaceRanges(one).map((range): AddressedParty => ({ range, party: id }))),
      ),
    ].sort((a, b) => (size(a.range) < size(b.range) ? -1 : size(a.range) > size(b.range) ? 1 : 0));
  }

  /**
   * The parties in a range: it is split at place boundaries, and each piece belongs to the narrowest place that covers it.
   * @param on the ports that are open there
   */
  of(range: AddressRange, on: string): string[] {
    const near = this.#addressed.filter((place) => overlap(place.range, range));
    const pieces = cut(
      range,
      near.map((place) => place.range),
    );
    return [...new Set(pieces.map((piece) => this.#party(piece, near, on)))];
  }

  #party(piece: AddressRange, addressed: readonly AddressedParty[], on: string): string {
    const party = addressed.find((place) => covers(place.range, piece))?.party;
    if (typeof party === "object" && party.id === "place metadata" && dnsOnly.test(on))
      return this.#parties.add({ ...party, ...metadataDns });
    return typeof party === "string" ? party : this.#parties.add(party ?? unknownPlace(piece));
  }
}

const serviceAt = (range: AddressRange, party: Omit<Party, "zone" | "addresses" | "identities">): AddressedParty => ({
  range,
  party: { ...party, zone: "services", addresses: [formatRange(range)], identities: [] },
});

/** Unknown addresses are a separate party. */
function unknownPlace(range: AddressRange): Party {
  const whole = size(range) > (range.family === "ipv4" ? 2n ** 31n : 2n ** 127n);
  const text = formatRange(range);
  return {
    id: `addresses ${text}`,
    name: whole ? `Any ${range.family === "ipv4" ? "IPv4" : "IPv6"} address` : text,
    zone: "services",
    detail: "addresses without a resource of this stack",
    addresses: [text],
    identities: [],
  };
}

/** One address of a block, by its place. */
const addressOf = (block: Block, place: bigint) => blockIn(block, place, bits[block.family]);

/** The resolver answers on the third address of the VPC's range. Source: "Amazon DNS server", Amazon VPC user guide. */
function vpcParties(cidr: string | undefined): AddressedParty[] {
  if (cidr === undefined || !isCidr(cidr)) return [];
  const [, party] = linkLocal[1]!;
  return [serviceAt(addressOf(parseCidr(cidr), 2n), party)];
}

/** The Kubernetes API has the first address of the Services' range. */
function apiParties(urn: string, inputs: Readonly<Record<string, unknown>>): AddressedParty[] {
  const cidr = textOf(objectOf(inputs["kubernetesNetworkConfig"])["serviceIpv4Cidr"]);
  if (cidr === undefined || !isCidr(cidr)) return [];
  return [{ range: addressOf(parseCidr(cidr), 1n), party: `aws ${urn}` }];
}

/** Certain addresses of an interface: its fixed addresses, or, for load balancers and control planes, its subnet. */
function interfaceRanges({ owner, subnet, addresses }: AwsParty["interfaces"][number]): AddressRange[] {
  const fixed = listOf(owner.inputs["subnetConfigurations"])
    .map((one) => textOf(objectOf(one)["ipv4"]))
    .flatMap((address) => (address !== undefined && isCidr(`${address}/32`) ? parseCidr(`${address}/32`) : []));
  if (fixed.length > 0) return fixed;
  if (!/loadBalancer|cluster:Cluster/.test(owner.type) || subnet.resource === undefined) return [];
  return addresses.ipv4.map(({ first, last }) => ({ family: "ipv4", first, last }));
}
