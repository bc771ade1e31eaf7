import { expect, test } from "vitest";
import type { HandOn } from "../../../dev/aws-emulator/asked.ts";
import { ec2Part } from "../../../dev/aws-emulator/ec2.ts";
import { SubnetAcls } from "../../../dev/aws-emulator/network-acls.ts";
import { xml } from "./support.ts";

/** In MiniStack's words: two VPCs with their default lists, a further list, and three subnets, of which no list knows. */
const acl = (id: string, vpc: string, standard: boolean) => `<item>
            <networkAclId>${id}</networkAclId>
            <vpcId>${vpc}</vpcId>
            <default>${standard}</default>
            <entrySet><item>
            <ruleNumber>100</ruleNumber></item></entrySet>
            <associationSet></associationSet>
            <tagSet/>
            <ownerId>111122223333</ownerId>
        </item>`;
const acls = [acl("acl-default", "vpc-1", true), acl("acl-other", "vpc-2", true), acl("acl-own", "vpc-1", false)];
const subnet = (id: string, vpc: string) => `<item>\n<subnetId>${id}</subnetId><state>available</state><vpcId>${vpc}</vpcId></item>`;
const subnets = [subnet("subnet-1", "vpc-1"), subnet("subnet-2", "vpc-1"), subnet("subnet-3", "vpc-2")];
const emulator: HandOn = async ({ body = "" } = {}) =>
  body.includes("DescribeSubnets")
    ? xml(`<DescribeSubnetsResponse><subnetSet>${subnets.join("")}</subnetSet></DescribeSubnetsResponse>`)
    : xml(`<DescribeNetworkAclsResponse><networkAclSet>${acls.join("")}</networkAclSet></DescribeNetworkAclsResponse>`);

const asking = () => {
  const part = ec2Part(new SubnetAcls().operations);
  return async (fields: Record<string, string>) => {
    const asked = {
      service: "ec2",
      region: "eu-central-1",
      method: "POST",
      path: "/",
      headers: {},
      body: new URLSearchParams(fields).toString(),
    };
    return (await part(asked, emulator))!.body;
  };
};
/** Lists with their subnets, as an answer has them. */
const found = (body: string) =>
  body
    .split(/(?=<item>\s*<networkAclId>acl)/)
    .slice(1)
    .map((item) => [/<networkAclId>([^<]+)/.exec(item)![1], [...item.matchAll(/<subnetId>([^<]+)/g)].map(([, id]) => id)]);
const bySubnet = { Action: "DescribeNetworkAcls", "Filter.1.Name": "association.subnet-id", "Filter.1.Value.1": "subnet-1" };
const associationIn = (body: string) => /<networkAclAssociationId>([^<]+)/.exec(body)![1]!;

test("a subnet has its VPC's default list until another is put in its place", async () => {
  const ask = asking();
  expect(found(await ask({ Action: "DescribeNetworkAcls" }))).toEqual([
    ["acl-default", ["subnet-1", "subnet-2"]],
    ["acl-other", ["subnet-3"]],
    ["acl-own", []],
  ]);
  const before = await ask(bySubnet);
  expect(found(before)).toEqual([["acl-default", ["subnet-1", "subnet-2"]]]);
  const AssociationId = associationIn(before);
  const answer = await ask({ Action: "ReplaceNetworkAclAssociation", AssociationId, NetworkAclId: "acl-own" });
  const after = await ask(bySubnet);
  expect(found(after)).toEqual([["acl-own", ["subnet-1"]]]);
  expect(answer).toContain(`<newAssociationId>${associationIn(after)}</newAssociationId>`);
  // The old association is no more, and what is not associated has none.
  expect(await ask({ Action: "ReplaceNetworkAclAssociation", AssociationId, NetworkAclId: "acl-own" })).toContain(
    "InvalidAssociationID.NotFound",
  );
  expect(await ask({ Action: "ReplaceNetworkAclAssociation", AssociationId, NetworkAclId: "acl-none" })).toContain(
    "InvalidNetworkAclID.NotFound",
  );
});

test("entries of a list and all else of EC2 are the emulator's", async () => {
  expect(await asking()(bySubnet)).toContain("<ruleNumber>100</ruleNumber>");
  const asked = { service: "ec2", region: "eu-central-1", method: "POST", path: "/", headers: {}, body: "Action=DescribeVpcs" };
  expect(await ec2Part(new SubnetAcls().operations)(asked, emulator)).toBeUndefined();
});
