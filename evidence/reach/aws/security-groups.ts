import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf, truthOf } from "../../input/value.ts";
import { type Hop, hop, place } from "../hop.ts";
import { type Addresses, everywhere } from "../space/addresses.ts";
import { formatProtocol, type Traffic, within } from "../space/traffic.ts";
import { type MeantAddresses, prefixListEntries, rangeInput } from "./cidr-input.ts";
import type { Side } from "./network-acls.ts";
import { protocolInput } from "./protocol-input.ts";
import { clusterGroup, defaultGroup, type Group, type GroupRule, isImplied } from "./security-group.ts";
import type { Vpc, Vpcs } from "./vpcs.ts";

const groupTypes = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];

/** The security groups of an inventory, keyed by URN; the default group of a VPC and that of an EKS cluster have special keys. */
export class SecurityGroups {
  readonly #inventory: Inventory;
  readonly #vpcs: Vpcs;
  readonly #groups = new Map<string, Group>();
  /** Groups whose rules are all in this inventory. */
  readonly #complete = new Set<string>();

  constructor(inventory: Inventory, vpcs: Vpcs) {
    this.#inventory = inventory;
    this.#vpcs = vpcs;
    for (const resource of inventory.of(...groupTypes)) this.#readGroup(resource);
    for (const resource of inventory.of("aws:ec2/securityGroupRule:SecurityGroupRule")) {
      const { type, cidrBlocks, ipv6CidrBlocks, prefixListIds, sourceSecurityGroupId, self } = resource.inputs;
      const side: Side = textOf(type) === "egress" ? "egress" : "ingress";
      const peers = { cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups: listOf(sourceSecurityGroupId), self };
      this.#add(this.key(resource.inputs["securityGroupId"]), side, resource, "", { ...resource.inputs, ...peers });
    }
    for (const side of ["ingress", "egress"] as const) {
      const kind = side === "ingress" ? "Ingress" : "Egress";
      for (const resource of inventory.of(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`)) {
        const { ipProtocol, cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = resource.inputs;
        this.#add(this.key(resource.inputs["securityGroupId"]), side, resource, "", {
          ...resource.inputs,
          protocol: ipProtocol,
          cidrBlocks: cidrIpv4,
          ipv6CidrBlocks: cidrIpv6,
          prefixListIds: prefixListId,
          securityGroups: referencedSecurityGroupId,
        });
      }
    }
  }

  /** Key of a group in an input. */
  key(value: unknown): string {
    const reference = this.#inventory.reference(value);
    const { resource, property = "" } = reference ?? {};
    if (!resource) return reference?.text ?? "no group";
    if (resource.type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
      return defaultGroup(this.#vpcs.vpc(resource.inputs["vpcId"]));
    if (property === "defaultSecurityGroupId") return defaultGroup(this.#vpcs.vpc(value));
    if (resource.type === "aws:eks/cluster:Cluster") return clusterGroup(resource);
    return resource.urn;
  }

  /** Whether the rules of a group are known here. */
  knows(key: string): boolean {
    return this.#complete.has(key);
  }

  /** Name of a group for a reader. */
  name(key: string): string {
    const resource = this.#inventory.find(key);
    return resource ? `security group ${resource.name}` : key;
  }

  /** The default group of a VPC: all egress, and all traffic among its members, unless the program manages it. */
  defaultOf(vpc: Vpc): string {
    const key = defaultGroup(vpc);
    const why = "the default security group of the VPC";
    // The default group of a VPC outside of this program may have any rules.
    if (vpc.resource && !this.#complete.has(key)) this.#openGroup(key, hop(vpc.resource, "defaultSecurityGroupId", why));
    return key;
  }

  /** The group that EKS creates for a cluster: it admits itself and all egress. Source: "Amazon EKS security group requirements". */
  clusterGroupOf(cluster: PreviewResource): string {
    const key = clusterGroup(cluster);
    if (!this.#complete.has(key))
      this.#openGroup(key, hop(cluster, "vpcConfig.clusterSecurityGroupId", "the security group that EKS creates for the cluster"));
    return key;
  }

  /** Packets that any of the groups allows in (`ingress`) or out (`egress`) by the peer's address. */
  byAddress(groups: readonly string[], side: Side, of: Addresses = everywhere): Traffic {
    return groups.flatMap((key) => {
      const known = within(this.#groups.get(key)?.byAddress[side] ?? [], of);
      if (this.#complete.has(key)) return known;
      const unknown = [`the rules of security group ${key} are not in this program`];
      const step = place(key, "a security group that is not in this program");
      return [...known, ...within([{ ...protocolInput("-1", 0, 0), addresses: everywhere, hops: [step], unknown }], of)];
    });
  }

  /** Packets that any of the groups allows because the peer carries one of `others`. */
  byGroup(groups: readonly string[], side: Side, others: readonly string[]): Traffic {
    return groups.flatMap((key) =>
      (this.#groups.get(key)?.byGroup[side] ?? []).filter(({ group }) => others.includes(group)).map(({ box }) => box),
    );
  }

  /** Groups in rules of `groups` that are not in this inventory: their members are unknown. */
  undefinedGroups(groups: readonly string[], side: Side): GroupRule[] {
    return groups.flatMap((key) =>
      (this.#groups.get(key)?.byGroup[side] ?? []).filter(({ group }) => !this.#complete.has(group) && !isImplied(group)),
    );
  }

  #readGroup(resource: PreviewResource): void {
    const byDefault = resource.type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    const key = byDefault ? defaultGroup(this.#vpcs.vpc(resource.inputs["vpcId"])) : resource.urn;
    this.#group(key);
    this.#complete.add(key);
    for (const side of ["ingress", "egress"] as const)
      for (const [i, rule] of listOf(resource.inputs[side]).entries()) this.#add(key, side, resource, `${side}[${i}]`, objectOf(rule));
  }

  #group(key: string): Group {
    const known = this.#groups.get(key);
    if (known) return known;
    const group: Group = { byAddress: { ingress: [], egress: [] }, byGroup: { ingress: [], egress: [] } };
    this.#groups.set(key, group);
    return group;
  }

  #openGroup(key: string, step: Hop): void {
    const group = this.#group(key);
    this.#complete.add(key);
    const everything = protocolInput("-1", 0, 0);
    group.byAddress.egress.push({
      ...everything,
      addresses: everywhere,
      hops: [{ ...step, why: `${step.why} allows all egress` }],
      unknown: [],
    });
    group.byGroup.ingress.push({
      group: key,
      box: { ...everything, addresses: everywhere, hops: [{ ...step, why: `${step.why} admits its own members` }], unknown: [] },
    });
  }

  #add(key: string, side: Side, resource: PreviewResource, path: string, rule: Readonly<Record<string, unknown>>): void {
    const inventory = this.#inventory;
    const group = this.#group(key);
    const what = protocolInput(rule["protocol"], rule["fromPort"], rule["toPort"]);
    const verb = side === "ingress" ? "admits" : "allows";
    const at = (property: string) =>
      path === "" ? (spelled[property]?.find((name) => resource.inputs[name] !== undefined) ?? property) : `${path}.${property}`;
    const add = (meant: MeantAddresses, property: string, whom: string) =>
      group.byAddress[side].push({
        ...what,
        addresses: meant.addresses,
        hops: [
          hop(resource, at(property), `the security group ${verb} ${formatProtocol(what)} ${side === "ingress" ? "from" : "to"} ${whom}`),
        ],
        unknown: meant.unknown,
      });
    for (const cidr of listOf(rule["cidrBlocks"]))
      add(rangeInput(cidr, "ipv4", `a rule of ${resource.name}`), "cidrBlocks", textOf(cidr) ?? "an unknown range");
    for (const cidr of listOf(rule["ipv6CidrBlocks"]))
      add(rangeInput(cidr, "ipv6", `a rule of ${resource.name}`), "ipv6CidrBlocks", textOf(cidr) ?? "an unknown range");
    for (const list of listOf(rule["prefixListIds"]))
      for (const entry of prefixListEntries(inventory, list))
        add(entry, "prefixListIds", `prefix list ${inventory.referred(list)?.name ?? textOf(list)}`);
    const groups = [...listOf(rule["securityGroups"]).map((value) => this.key(value)), ...(truthOf(rule["self"]) === true ? [key] : [])];
    for (const other of groups)
      group.byGroup[side].push({
        group: other,
        box: {
          ...what,
          addresses: everywhere,
          hops: [
            hop(
              resource,
              at("securityGroups"),
              `the security group ${verb} ${formatProtocol(what)} ${side === "ingress" ? "from" : "to"} members of ${this.name(other)}`,
            ),
          ],
          unknown: [],
        },
      });
  }
}

/** Names of rule inputs where the rule is a separate resource. */
const spelled: Record<string, readonly string[]> = {
  cidrBlocks: ["cidrIpv4", "cidrBlocks"],
  ipv6CidrBlocks: ["cidrIpv6", "ipv6CidrBlocks"],
  prefixListIds: ["prefixListId", "prefixListIds"],
  securityGroups: ["referencedSecurityGroupId", "sourceSecurityGroupId", "self"],
};
