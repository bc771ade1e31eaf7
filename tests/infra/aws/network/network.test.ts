import { beforeAll, describe, expect, it } from "vitest";
import { Network, type NetworkArgs } from "../../../../infra/aws/network/network.ts";
import { all, only, type Recorded, record } from "../../../support/recorder.ts";

const args: NetworkArgs = {
  place: { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" },
  cidr: "10.64.0.0/16",
  zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  blockPublicAccess: false,
};
const build = (changes: Partial<NetworkArgs> = {}, preview = false) =>
  record(() => new Network("network", { ...args, ...changes }), { preview });

let network: Recorded[];
beforeAll(async () => {
  network = await build();
});

it("there is no gateway, public address or peering of any kind", { tags: ["shows-D1", "no-gateway-or-peering"] }, () => {
  const known = [
    "Network",
    "Vpc",
    "Subnet",
    "RouteTable",
    "RouteTableAssociation",
    "NetworkAcl",
    "DefaultSecurityGroup",
    "DefaultNetworkAcl",
    "DefaultRouteTable",
  ];
  expect([...new Set(network.map(({ type }) => type.split(":").pop()))].sort()).toEqual(known.sort());
});

it("the VPC resolves names, so that endpoints answer under the names of their services", () => {
  expect(only(network, "Vpc").inputs).toMatchObject({ cidrBlock: "10.64.0.0/16", enableDnsSupport: true, enableDnsHostnames: true });
});

it("no subnet hands out public addresses", { tags: ["no-public-addresses"] }, () => {
  const subnets = all(network, "Subnet");
  expect(subnets).toHaveLength(9);
  for (const { name, inputs } of subnets) expect(inputs["mapPublicIpOnLaunch"], name).toBe(false);
});

it("each zone has a node, an endpoint and a load-balancer subnet with the planned addresses", () => {
  const of = (role: string) => all(network, "Subnet").filter(({ name }) => name.startsWith(`network-${role}-`));
  const addresses = (role: string) => of(role).map(({ inputs }) => [inputs["availabilityZone"], inputs["cidrBlock"]]);
  expect(addresses("nodes")).toEqual([
    ["eu-central-1a", "10.64.0.0/18"],
    ["eu-central-1b", "10.64.64.0/18"],
    ["eu-central-1c", "10.64.128.0/18"],
  ]);
  expect(addresses("endpoints").map(([, range]) => range)).toEqual(["10.64.192.0/26", "10.64.192.64/26", "10.64.192.128/26"]);
  expect(addresses("load-balancer").map(([, range]) => range)).toEqual(["10.64.193.0/26", "10.64.193.64/26", "10.64.193.128/26"]);
});

describe("what AWS opens in a new VPC is closed", () => {
  it("the default security group has no rules", { tags: ["default-security-group-empty"] }, () => {
    const { inputs } = only(network, "DefaultSecurityGroup");
    expect(inputs).toMatchObject({ vpcId: "network-vpc-id", ingress: [], egress: [] });
  });

  it("the default network ACL has no rules", () => {
    const { inputs, dependsOn } = only(network, "DefaultNetworkAcl");
    expect(dependsOn).toEqual(expect.arrayContaining(["network-nodes-acl", "network-edge-acl"]));
    expect(inputs).toMatchObject({ defaultNetworkAclId: "network-vpc-default-acl", ingress: [], egress: [] });
  });

  it("the default route table has no routes", () => {
    const { inputs } = only(network, "DefaultRouteTable");
    expect(inputs).toMatchObject({ defaultRouteTableId: "network-vpc-default-rtb", routes: [] });
  });
});

it("no route table has a route of its own", { tags: ["route-tables-empty"] }, () => {
  const tables = all(network, "RouteTable");
  expect(tables.map(({ name }) => name)).toEqual(["network-nodes-routes", "network-edge-routes"]);
  for (const { inputs } of tables) expect(Object.keys(inputs).sort()).toEqual(["tags", "vpcId"]);
  expect(all(network, "Route")).toEqual([]);
});

it("every subnet is in one of the two route tables, node subnets apart from the others", () => {
  const associations = all(network, "RouteTableAssociation").map(({ inputs }) => [
    inputs["subnetId"] as string,
    inputs["routeTableId"] as string,
  ]);
  expect(associations.map(([subnet]) => subnet).sort()).toEqual(
    all(network, "Subnet")
      .map(({ name }) => `${name}-id`)
      .sort(),
  );
  for (const [subnet, table] of associations)
    expect(table === "network-nodes-routes-id", subnet).toBe(subnet!.startsWith("network-nodes-"));
});

it("every subnet has a network ACL, which lets addresses of the VPC in and out and no other", { tags: ["network-acls-inside-vpc"] }, () => {
  const acls = all(network, "NetworkAcl");
  expect(acls.flatMap(({ inputs }) => inputs["subnetIds"] as string[])).toHaveLength(9);
  for (const { name, inputs } of acls)
    for (const rules of [inputs["ingress"], inputs["egress"]])
      expect(rules, name).toEqual([expect.objectContaining({ action: "allow", cidrBlock: "10.64.0.0/16" })]);
});

it("VPC Block Public Access is left to the account unless the settings say so, and then holds both ways", {
  tags: ["public-access-block-by-settings"],
}, async () => {
  expect(all(network, "VpcBlockPublicAccessOptions")).toEqual([]);
  const blocked = await build({ blockPublicAccess: true });
  expect(only(blocked, "VpcBlockPublicAccessOptions").inputs["internetGatewayBlockMode"]).toBe("block-bidirectional");
});

it("a third zone adds subnets and changes none", async () => {
  const two = await build({ zones: args.zones.slice(0, 2) });
  const subnet = ({ name, inputs }: Recorded) => ({ name, range: inputs["cidrBlock"] as string });
  expect(all(network, "Subnet").map(subnet)).toEqual(expect.arrayContaining(all(two, "Subnet").map(subnet)));
  expect(all(two, "Subnet")).toHaveLength(6);
});

it("a first preview, in which no id is known, registers the same resources", async () => {
  const preview = await build({}, true);
  expect(preview.map(({ name }) => name).sort()).toEqual(network.map(({ name }) => name).sort());
});
