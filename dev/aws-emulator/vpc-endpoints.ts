import { AwsError, type HandOn } from "./asked.ts";
import { askEc2, changedItems, type Ec2Operations, element, firstText, inOrder, type Tree, textOf } from "./ec2.ts";

/** What MiniStack (1.5.33) forgets of an endpoint. */
interface Told {
  policy: string | undefined;
  privateDns: string;
  groups: readonly string[];
  dnsOptions: Readonly<Record<string, string>>;
  interfaces: readonly { id: string; address: string }[];
}

const everything = JSON.stringify({ Version: "2008-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] });
const lowered = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const optionsOf = (tree: Tree | undefined) =>
  Object.fromEntries(Object.entries(tree ?? {}).map(([name, value]) => [lowered(name), textOf(value) ?? ""]));
const texts = (tree: Tree | undefined) => inOrder(tree).map((one) => textOf(one) ?? "");

/** VPC endpoints with policy, groups, DNS and network interfaces, of which MiniStack (1.5.33) keeps their subnets alone. */
export class VpcEndpoints {
  readonly #told = new Map<string, Told>();

  readonly operations: Ec2Operations = {
    CreateVpcEndpoint: async (fields, handOn) => {
      const answer = await handOn();
      if (answer.status !== 200) return answer;
      const groups = texts(fields["SecurityGroupId"]);
      this.#told.set(firstText(answer.body, "vpcEndpointId"), {
        policy: textOf(fields["PolicyDocument"]),
        privateDns: textOf(fields["PrivateDnsEnabled"]) ?? "false",
        groups,
        dnsOptions: optionsOf(fields["DnsOptions"]),
        interfaces: await this.#interfaces(fields, groups, handOn),
      });
      return { ...answer, body: this.#withTold(answer.body) };
    },
    DescribeVpcEndpoints: async (_, handOn) =>
      changedItems(await handOn(), { set: "vpcEndpointSet", id: "vpcEndpointId" }, (item) => this.#withTold(item)),
    ModifyVpcEndpoint: async (fields, handOn) => {
      const answer = await handOn();
      const id = textOf(fields["VpcEndpointId"]) ?? "";
      const told = this.#told.get(id);
      if (answer.status !== 200 || told === undefined) return answer;
      const other = Object.keys(fields).find((name) => /Subnet|RouteTable/.test(name));
      if (other !== undefined) throw new AwsError("UnsupportedOperation", `this EC2 changes no ${other} of an endpoint that exists`);
      const gone = texts(fields["RemoveSecurityGroupId"]);
      this.#told.set(id, {
        ...told,
        policy: textOf(fields["ResetPolicy"]) === "true" ? undefined : (textOf(fields["PolicyDocument"]) ?? told.policy),
        privateDns: textOf(fields["PrivateDnsEnabled"]) ?? told.privateDns,
        groups: [...told.groups.filter((group) => !gone.includes(group)), ...texts(fields["AddSecurityGroupId"])],
        dnsOptions: { ...told.dnsOptions, ...optionsOf(fields["DnsOptions"]) },
      });
      return answer;
    },
    DeleteVpcEndpoints: async (fields, handOn) => {
      const answer = await handOn();
      for (const id of texts(fields["VpcEndpointId"])) {
        for (const { id: NetworkInterfaceId } of this.#told.get(id)?.interfaces ?? [])
          await askEc2(handOn, "DeleteNetworkInterface", { NetworkInterfaceId });
        this.#told.delete(id);
      }
      return answer;
    },
    DescribeNetworkInterfaces: async (_, handOn) => {
      const own = new Map([...this.#told.values()].flatMap(({ interfaces }) => interfaces.map(({ id, address }) => [id, address])));
      return changedItems(await handOn(), { set: "networkInterfaceSet", id: "networkInterfaceId" }, (item, id) => {
        const address = own.get(id);
        if (address === undefined) return item;
        const typed = item.replace(/<interfaceType>[^<]*/, "<interfaceType>vpc_endpoint");
        return address === "" ? typed : typed.replaceAll(/<privateIpAddress>[^<]*/g, `<privateIpAddress>${address}`);
      });
    },
  };

  /** One network interface in each subnet, with the address that is asked for. */
  async #interfaces(fields: Readonly<Record<string, Tree>>, groups: readonly string[], handOn: HandOn): Promise<Told["interfaces"]> {
    if (textOf(fields["VpcEndpointType"]) !== "Interface") return [];
    const wanted = new Map(
      inOrder(fields["SubnetConfiguration"]).map((one) => {
        const { SubnetId, Ipv4 } = one as Readonly<Record<string, Tree>>;
        return [textOf(SubnetId) ?? "", textOf(Ipv4) ?? ""];
      }),
    );
    const made: { id: string; address: string }[] = [];
    for (const SubnetId of new Set([...texts(fields["SubnetId"]), ...wanted.keys()])) {
      const of = Object.fromEntries(groups.map((group, index) => [`SecurityGroupId.${index + 1}`, group]));
      const { body } = await askEc2(handOn, "CreateNetworkInterface", { SubnetId, Description: "VPC Endpoint Interface", ...of });
      made.push({ id: firstText(body, "networkInterfaceId"), address: wanted.get(SubnetId) ?? "" });
    }
    return made;
  }

  /** An endpoint of an answer, with what was told of it. */
  #withTold(xml: string): string {
    const told = this.#told.get(firstText(xml, "vpcEndpointId"));
    if (told === undefined) return xml;
    const { policy = everything, privateDns, groups, dnsOptions, interfaces } = told;
    const grouped = groups.map((group) => element("item", [element("groupId", group), element("groupName", group)]));
    const attached = interfaces.map(({ id }) => element("item", id));
    const options = Object.entries(dnsOptions).map(([name, value]) => element(name, value));
    const more = [element("policyDocument", policy), element("privateDnsEnabled", privateDns), element("groupSet", grouped)];
    more.push(element("networkInterfaceIdSet", attached), element("dnsOptions", options));
    return xml.replace("<routeTableIdSet>", () => `${more.join("")}<routeTableIdSet>`);
  }
}
