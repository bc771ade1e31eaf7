import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** One rule of a network ACL, however the program writes it. */
export interface AclRule {
  /** `allow` or `deny`. */
  action: Reading;
  protocol: Reading;
  fromPort: Reading;
  toPort: Reading;
  /** Address ranges of IPv4 and IPv6. */
  ranges: Many<Reading>;
}

export const aclTypes = [
  "aws:ec2/networkAcl:NetworkAcl",
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  "aws:ec2/networkAclRule:NetworkAclRule",
] as const;

/** The rules that a resource holds, in one direction. */
export function aclRules(subject: Subject, direction: "ingress" | "egress"): Many<AclRule> {
  if (subject.type !== "aws:ec2/networkAclRule:NetworkAclRule")
    return subject
      .at(direction)
      .items()
      .map((rule) => read((key) => rule.at(key), rule.at("action")));
  const rule = read((key) => subject.at(key), subject.at("ruleAction"));
  const wanted = direction === "egress";
  return subject.at("egress").when({
    known: (egress) => new Many((egress === true) === wanted ? [rule] : [], "egress"),
    unknown: (because) => new Many<AclRule>([], "egress", [because]),
    absent: () => new Many(wanted ? [] : [rule], "egress"),
  });
}

function read(at: (key: string) => Reading, action: Reading): AclRule {
  const ranges = at("cidrBlock").items().concat(at("ipv6CidrBlock").items());
  return { action, protocol: at("protocol"), fromPort: at("fromPort"), toPort: at("toPort"), ranges };
}
