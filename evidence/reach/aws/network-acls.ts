import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf, truthOf } from "../../input/value.ts";
import { type Hop, hop, place } from "../hop.ts";
import { everywhere, isEmpty, without as minus, unite } from "../space/addresses.ts";
import * as intervals from "../space/intervals.ts";
import { type Box, formatProtocol, meet, type Traffic, tcp, tcpTraffic, through, without } from "../space/traffic.ts";
import { rangeInput } from "./cidr-input.ts";
import { protocolInput } from "./protocol-input.ts";
import type { Subnet, Vpc, Vpcs } from "./vpcs.ts";

export type Side = "ingress" | "egress";

interface AclRule {
  number: number;
  allow: boolean;
  box: Box;
}

interface Acl {
  rules: Record<Side, readonly AclRule[]>;
}

/** Ephemeral ports of clients, to which responses go: 1024 and above, on any system. */
const answers = intervals.interval(1024, 65535);

/** The network ACLs of an inventory: ordered stateless rules, of which the first match decides. */
export class NetworkAcls {
  readonly #bySubnet = new Map<string, Acl[]>();
  readonly #byVpc = new Map<string, Acl>();
  readonly #answered = new Map<string, ReturnType<typeof unite>>();

  constructor(inventory: Inventory, vpcs: Vpcs) {
    const own = inventory.of("aws:ec2/networkAcl:NetworkAcl");
    const defaults = inventory.of("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
    const apart = Map.groupBy(inventory.of("aws:ec2/networkAclRule:NetworkAclRule"), ({ inputs }) =>
      inventory.referred(inputs["networkAclId"]),
    );
    const assign = (acl: Acl, subnetId: unknown) => {
      const subnet = vpcs.subnet(subnetId);
      if (subnet) this.#bySubnet.set(subnet.key, [...(this.#bySubnet.get(subnet.key) ?? []), acl]);
    };
    const made = new Map<PreviewResource, Acl>();
    for (const resource of [...own, ...defaults]) {
      const acl = read(resource, apart.get(resource) ?? []);
      made.set(resource, acl);
      for (const subnet of listOf(resource.inputs["subnetIds"])) assign(acl, subnet);
      const vpc = vpcs.vpc(resource.inputs["defaultNetworkAclId"]);
      if (vpc) this.#byVpc.set(vpc.key, acl);
    }
    for (const { inputs } of inventory.of("aws:ec2/networkAclAssociation:NetworkAclAssociation")) {
      const acl = made.get(inventory.referred(inputs["networkAclId"]) as PreviewResource);
      if (acl) assign(acl, inputs["subnetId"]);
    }
  }

  /**
   * The packets that pass into (`ingress`) or out of (`egress`) a subnet. A TCP connection passes only if its responses pass the other way.
   * @param traffic packets by the address of the other side
   */
  cross(subnet: Subnet, side: Side, traffic: Traffic): Traffic {
    const other = side === "ingress" ? "egress" : "ingress";
    return this.#aclsOf(subnet).flatMap((acl, i) => {
      const key = `${subnet.key}\0${i}\0${other}`;
      const answered =
        this.#answered.get(key) ?? unite(filter(acl.rules[other], tcpTraffic(everywhere, answers)).map(({ addresses }) => addresses));
      this.#answered.set(key, answered);
      return filter(acl.rules[side], traffic).flatMap((box): Traffic => {
        if (isEmpty(minus(box.addresses, answered))) return [box];
        const connections = meet([box], tcpTraffic(answered, box.ports));
        const others = [{ ...box, protocols: intervals.without(box.protocols, tcp) }].filter(({ protocols }) => protocols.length > 0);
        return [...connections, ...others];
      });
    });
  }

  #aclsOf({ key, resource, vpc }: Subnet): Acl[] {
    const assigned = this.#bySubnet.get(key);
    if (assigned) return assigned;
    return [this.#byVpc.get(vpc.key) ?? open(vpc, resource === undefined)];
  }
}

function filter(rules: readonly AclRule[], traffic: Traffic): Traffic {
  const passed: Box[] = [];
  let rest = traffic;
  for (const { allow, box } of rules) {
    if (allow) passed.push(...meet(rest, [box]));
    else if (box.unknown.length > 0)
      rest = rest.flatMap((one) => (meet([one], [box]).length > 0 ? through([one], [], box.unknown) : [one]));
    rest = without(rest, box);
    if (rest.length === 0) break;
  }
  return passed;
}

/** The default network ACL of a VPC: everything is allowed. */
function open(vpc: Vpc, outside: boolean): Acl {
  const why = "the default network ACL of the VPC lets everything pass, in and out";
  const step: Hop = vpc.resource ? hop(vpc.resource, "defaultNetworkAclId", why) : place(vpc.key, why);
  const unknown = outside ? [`the network ACL of a subnet of ${vpc.key} is not in this program`] : [];
  const rule: AclRule = { number: 100, allow: true, box: { ...protocolInput("-1", 0, 0), addresses: everywhere, hops: [step], unknown } };
  return { rules: { ingress: [rule], egress: [rule] } };
}

function read(acl: PreviewResource, apart: readonly PreviewResource[]): Acl {
  const inline = (side: Side) =>
    listOf(acl.inputs[side]).map((value, i) => {
      const { ruleNo, action, protocol, fromPort, toPort, cidrBlock, ipv6CidrBlock } = objectOf(value);
      return ruleOf(acl, `${side}[${i}]`, ruleNo, action, { protocol, fromPort, toPort, cidrBlock, ipv6CidrBlock });
    });
  const separate = (side: Side) =>
    apart
      .filter(({ inputs }) => (truthOf(inputs["egress"]) === true) === (side === "egress"))
      .map((rule) => ruleOf(rule, "ruleAction", rule.inputs["ruleNumber"], rule.inputs["ruleAction"], rule.inputs));
  const sorted = (side: Side) => [...inline(side), ...separate(side)].sort((a, b) => a.number - b.number);
  return { rules: { ingress: sorted("ingress"), egress: sorted("egress") } };
}

function ruleOf(
  resource: PreviewResource,
  property: string,
  number: unknown,
  action: unknown,
  rule: Readonly<Record<string, unknown>>,
): AclRule {
  const ipv6 = rule["ipv6CidrBlock"] !== undefined;
  const cidr = ipv6 ? rule["ipv6CidrBlock"] : rule["cidrBlock"];
  const meant = rangeInput(cidr, ipv6 ? "ipv6" : "ipv4", `rule ${textOf(number)} of ${resource.name}`);
  const what = protocolInput(rule["protocol"], rule["fromPort"], rule["toPort"]);
  const step = hop(resource, property, `the network ACL lets ${formatProtocol(what)} pass for ${textOf(cidr) ?? "an unknown range"}`);
  return {
    number: Number(number),
    allow: textOf(action)?.toLowerCase() === "allow",
    box: { ...what, addresses: meant.addresses, hops: [step], unknown: meant.unknown },
  };
}
