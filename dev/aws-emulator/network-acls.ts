import { createHash } from "node:crypto";
import type { Answer, Part } from "./asked.ts";

const texts = (xml: string, tag: string) => [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map(([, text]) => text!);
const firstText = (xml: string, tag: string) => texts(xml, tag)[0] ?? "";

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

/** The items of the list with this tag, of which each has an id by its own tag. */
const listItems = (xml: string, idTag: string) =>
  xml
    .split(new RegExp(`(?=<item>\\s*<${idTag}>)`))
    .slice(1)
    .map((item) => item.replace(/<\/(networkAclSet|subnetSet)>[\s\S]*$/, ""));

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

  readonly part: Part = async ({ service, body, path }, handOn) => {
    if (service !== "ec2") return undefined;
    const asked = new URLSearchParams(body || (path.split("?")[1] ?? ""));
    const describe = async (action: string) =>
      (await handOn({ path: "/", body: new URLSearchParams({ Action: action, Version: "2016-11-15" }).toString() })).body;
    switch (asked.get("Action")) {
      case "DescribeNetworkAcls":
        return this.#described(await handOn(), await describe("DescribeSubnets"), await describe("DescribeNetworkAcls"), filtersOf(asked));
      case "ReplaceNetworkAclAssociation":
        return this.#replaced(
          asked.get("AssociationId") ?? "",
          asked.get("NetworkAclId") ?? "",
          await describe("DescribeSubnets"),
          await describe("DescribeNetworkAcls"),
        );
      default:
        return undefined;
    }
  };

  /** Each subnet with its ACL. */
  #associations(subnets: string, acls: string): { subnet: string; acl: string; id: string }[] {
    const lists = listItems(acls, "networkAclId");
    return listItems(subnets, "subnetId").map((item) => {
      const subnet = firstText(item, "subnetId");
      const vpc = firstText(item, "vpcId");
      const fallback = lists.find((list) => firstText(list, "vpcId") === vpc && firstText(list, "default") === "true") ?? "";
      const acl = this.#acls.get(subnet) ?? firstText(fallback, "networkAclId");
      return { subnet, acl, id: associationId(subnet, acl) };
    });
  }

  #described(answer: Answer, subnets: string, acls: string, filters: Map<string, string[]>): Answer {
    const all = this.#associations(subnets, acls);
    const items = listItems(answer.body, "networkAclId").flatMap((item) => {
      const own = all.filter(({ acl }) => acl === firstText(item, "networkAclId"));
      const passes = (filter: string, value: "subnet" | "id" | "acl") => {
        const wanted = filters.get(filter);
        return wanted === undefined || own.some((one) => wanted.includes(one[value]));
      };
      if (!passes("association.subnet-id", "subnet") || !passes("association.association-id", "id")) return [];
      const set = own.map(({ subnet, acl, id }) => {
        const fields = { networkAclAssociationId: id, networkAclId: acl, subnetId: subnet };
        return `<item>${Object.entries(fields)
          .map(([tag, text]) => `<${tag}>${text}</${tag}>`)
          .join("")}</item>`;
      });
      return [
        item.replace(/<associationSet>[\s\S]*<\/associationSet>|<associationSet\/>/, `<associationSet>${set.join("")}</associationSet>`),
      ];
    });
    return {
      ...answer,
      body: answer.body.replace(/<networkAclSet>[\s\S]*<\/networkAclSet>/, `<networkAclSet>${items.join("")}</networkAclSet>`),
    };
  }

  #replaced(association: string, acl: string, subnets: string, acls: string): Answer {
    const refused = (code: string, message: string) =>
      answered(
        400,
        `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>0</RequestID></Response>`,
      );
    if (!listItems(acls, "networkAclId").some((item) => firstText(item, "networkAclId") === acl))
      return refused("InvalidNetworkAclID.NotFound", `The network ACL '${acl}' does not exist`);
    const found = this.#associations(subnets, acls).find(({ id }) => id === association);
    if (!found) return refused("InvalidAssociationID.NotFound", `The association ID '${association}' does not exist`);
    this.#acls.set(found.subnet, acl);
    const id = associationId(found.subnet, acl);
    return answered(
      200,
      `<ReplaceNetworkAclAssociationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0</requestId><newAssociationId>${id}</newAssociationId></ReplaceNetworkAclAssociationResponse>`,
    );
  }
}

const answered = (status: number, body: string): Answer => ({ status, type: "text/xml", body });
