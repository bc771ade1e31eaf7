import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";
import { anyOf, Truth } from "./truth.ts";

/** One rule of a security group, however the program writes it. */
export interface GroupRule {
  direction: "ingress" | "egress";
  protocol: Reading;
  fromPort: Reading;
  toPort: Reading;
  /** Address ranges of IPv4 and IPv6. */
  ranges: Many<Reading>;
  /** Managed prefix lists. */
  prefixLists: Many<Reading>;
}

/** Types that hold rules: groups with rules inside, the older rule resource, and the two newer ones. */
export const groupRuleTypes = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
] as const;

/** The rules that a resource holds, in one direction. */
export function groupRules(subject: Subject, direction: GroupRule["direction"]): Many<GroupRule> {
  if (subject.type.startsWith("aws:vpc/")) {
    if (subject.type.includes("Ingress") !== (direction === "ingress")) return new Many<GroupRule>([], "");
    const [protocol, fromPort, toPort] = [subject.at("ipProtocol"), subject.at("fromPort"), subject.at("toPort")];
    const ranges = subject.at("cidrIpv4").items().concat(subject.at("cidrIpv6").items());
    return new Many([{ direction, protocol, fromPort, toPort, ranges, prefixLists: prefixListOf(subject) }], "");
  }
  if (subject.type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
    const type = subject.at("type");
    const rule = inline((key) => subject.at(key), direction);
    return type.when({
      known: (value) => new Many(value === direction ? [rule] : [], "type"),
      unknown: (because) => new Many<GroupRule>([], "type", [because]),
      absent: () => new Many<GroupRule>([], "type"),
    });
  }
  return subject
    .at(direction)
    .items()
    .map((reading) => inline((key) => reading.at(key), direction));
}

/**
 * The prefix list of one of the newer rule resources. EC2 takes exactly one target, so a rule that names neither range nor group has a prefix
 * list, even while its id is unknown.
 */
function prefixListOf(subject: Subject): Many<Reading> {
  const list = subject.at("prefixListId");
  const others = anyOf(["cidrIpv4", "cidrIpv6", "referencedSecurityGroupId"].map((key) => subject.at(key).present()));
  return list.when({
    known: () => list.items(),
    unknown: () => (others.state === "no" ? new Many([list], list.path) : list.items()),
    absent: () => list.items(),
  });
}

function inline(at: (key: string) => Reading, direction: GroupRule["direction"]): GroupRule {
  return {
    direction,
    protocol: at("protocol"),
    fromPort: at("fromPort"),
    toPort: at("toPort"),
    ranges: at("cidrBlocks").items().concat(at("ipv6CidrBlocks").items()),
    prefixLists: at("prefixListIds").items(),
  };
}

/** Whether a rule is for exactly one port of TCP or UDP. */
export function onePort({ protocol, fromPort, toPort }: GroupRule): Truth {
  const single = fromPort.when({
    known: (from) => toPort.is(Number(from)),
    unknown: (because) => Truth.unknown([because], fromPort.path),
    absent: () => Truth.of(false, fromPort.path),
  });
  return protocol.is("tcp", "udp", 6, 17).and(single);
}

/** Whether a rule lets a port through. */
export function opens({ protocol, fromPort, toPort }: GroupRule, port: number): Truth {
  const within = fromPort.test((from) => Number(from) <= port).and(toPort.test((to) => Number(to) >= port));
  return protocol.is("-1").or(protocol.is("tcp", 6).and(within));
}
