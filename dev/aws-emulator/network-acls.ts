import { createHash } from "node:crypto";
import { type Answer, AwsError, type HandOn } from "./asked.ts";
import { askEc2, changedItems, type Ec2Operations, element, firstText, listItems } from "./ec2.ts";

const lists = { set: "networkAclSet", id: "networkAclId" };

/** A subnet with its ACL. */
interface Association {
  subnet: string;
  acl: string;
  id: string;
}

/** Filters of a request of EC2, by name. */
function filtersOf(asked: URLSearchParams): Map<string, string[]> {
  const filters = new Map<string, string[]>();
  for (const [key, name] of asked) {
    const number = /^Filter\.(\d+)\.Name$/.exec(key)?.[1];
    if (number === undefined) continue;
    filters.set(
      name,
      [...asked].filter(([one]) => one.startsWith(`Filter.${number}.Value`)).map(([, value]) => value),
    );
  }
  return filters;
}

const associationId = (subnet: string, acl: string) => {
  const hash = createHash("sha256").update(`${subnet} ${acl}`).digest("hex");
  return `aclassoc-${hash.slice(0, 17)}`;
};

/**
 * Which network ACL a subnet has: MiniStack (1.5.33) keeps lists and entries, but gives no subnet its VPC's default one, forgets the subnet where
 * another is put in its place, and does not filter by subnet.
 */
export class SubnetAcls {
  /** ACL of each subnet that has another than its VPC's default one. */
  readonly #acls = new Map<string, string>();

  readonly operations: Ec2Operations = {
    DescribeNetworkAcls: async (_, handOn, asked) => this.#described(await handOn(), await this.#associations(handOn), filtersOf(asked)),
    ReplaceNetworkAclAssociation: async ({ AssociationId, NetworkAclId }, handOn) => {
      const acls = (await askEc2(handOn, "DescribeNetworkAcls")).body;
      if (!listItems(acls, lists).some((item) => firstText(item, "networkAclId") === NetworkAclId))
        throw new AwsError("InvalidNetworkAclID.NotFound", `The network ACL '${NetworkAclId}' does not exist`);
      const found = (await this.#associations(handOn)).find(({ id }) => id === AssociationId);
      if (!found) throw new AwsError("InvalidAssociationID.NotFound", `The association ID '${AssociationId}' does not exist`);
      this.#acls.set(found.subnet, String(NetworkAclId));
      const id = associationId(found.subnet, String(NetworkAclId));
      return { status: 200, type: "text/xml", body: element("ReplaceNetworkAclAssociationResponse", [element("newAssociationId", id)]) };
    },
  };

  /** Each subnet with its ACL. */
  async #associations(handOn: HandOn): Promise<Association[]> {
    const { body: subnets } = await askEc2(handOn, "DescribeSubnets");
    const { body: acls } = await askEc2(handOn, "DescribeNetworkAcls");
    const known = listItems(acls, lists);
    return listItems(subnets, { set: "subnetSet", id: "subnetId" }).map((item) => {
      const subnet = firstText(item, "subnetId");
      const vpc = firstText(item, "vpcId");
      const fallback = known.find((list) => firstText(list, "vpcId") === vpc && firstText(list, "default") === "true") ?? "";
      const acl = this.#acls.get(subnet) ?? firstText(fallback, "networkAclId");
      return { subnet, acl, id: associationId(subnet, acl) };
    });
  }

  #described(answer: Answer, all: readonly Association[], filters: ReadonlyMap<string, readonly string[]>): Answer {
    return changedItems(answer, lists, (item, list) => {
      const own = all.filter(({ acl }) => acl === list);
      const passes = (filter: string, value: "subnet" | "id") => {
        const wanted = filters.get(filter);
        return wanted === undefined || own.some((one) => wanted.includes(one[value]));
      };
      if (!passes("association.subnet-id", "subnet") || !passes("association.association-id", "id")) return "";
      const set = own.map(({ subnet, acl, id }) =>
        element("item", [element("networkAclAssociationId", id), element("networkAclId", acl), element("subnetId", subnet)]),
      );
      return item.replace(/<associationSet>[\s\S]*<\/associationSet>/, () => element("associationSet", set));
    });
  }
}
