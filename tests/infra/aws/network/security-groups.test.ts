import { describe, expect, it } from "vitest";
import { SecurityGroups, type SecurityGroupsArgs } from "../../../../infra/aws/network/security-groups.ts";
import { privateLinkClient } from "../../../support/clients.ts";
import { all, type Recorded, record } from "../../../support/recorder.ts";

const build = (changes: Partial<SecurityGroupsArgs> = {}, preview = false) =>
  record(
    () =>
      new SecurityGroups("groups", {
        place: { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" },
        vpcId: "vpc-1",
        tunnel: false,
        privateLinkClients: [],
        frontDoorPorts: [{ listener: 443, nodePort: 30443, clients: changes.privateLinkClients ?? [] }],
        ...changes,
      }),
    { preview },
  );

/** Rules as `from -> to: port`, with groups by their role. */
function rules(resources: Recorded[], direction: "Ingress" | "Egress"): string[] {
  const role = (id: string) => id.replace(/^groups-(.*)-id$/, "$1");
  return all(resources, `SecurityGroup${direction}Rule`)
    .map(({ inputs }) => {
      const own = role(inputs["securityGroupId"]);
      const peer = inputs["referencedSecurityGroupId"] ? role(inputs["referencedSecurityGroupId"]) : inputs["cidrIpv4"];
      const port = inputs["ipProtocol"] === "-1" ? "all" : `${inputs["ipProtocol"]} ${inputs["fromPort"]}-${inputs["toPort"]}`;
      return direction === "Ingress" ? `${peer} -> ${own}: ${port}` : `${own} -> ${peer}: ${port}`;
    })
    .sort();
}

const cluster = [
  "control-plane -> nodes: tcp 10250-10250",
  "nodes -> control-plane: tcp 443-443",
  "nodes -> endpoints: tcp 443-443",
  "nodes -> nodes: all",
];
const withTunnel = [...cluster, "tunnel -> control-plane: tcp 443-443", "tunnel -> endpoints: tcp 443-443"].sort();

describe("connections within the keep", () => {
  it("endpoints admit nodes on 443, nodes admit each other and the kubelet's caller, and nothing else is admitted", {
    tags: ["security-groups-inside-keep"],
  }, async () => {
    expect(rules(await build(), "Ingress")).toEqual(cluster);
  });

  it("what may leave a group is what its peer admits", { tags: ["shows-D2"] }, async () => {
    expect(rules(await build(), "Egress")).toEqual(cluster);
  });

  it("builds reach the control plane and the endpoints, and nothing reaches them", async () => {
    const withRunner = [...cluster, "runner -> control-plane: tcp 443-443", "runner -> endpoints: tcp 443-443"].sort();
    for (const direction of ["Ingress", "Egress"] as const) expect(rules(await build({ runner: true }), direction)).toEqual(withRunner);
  });

  it("the tunnel host reaches the control plane and the endpoints, and nothing reaches it", async () => {
    const groups = await build({ tunnel: true });
    expect(rules(groups, "Ingress")).toEqual(withTunnel);
    expect(rules(groups, "Egress")).toEqual(withTunnel);
  });

  it("groups have no rules inline, every group and rule says what it is for", async () => {
    const groups = await build({ tunnel: true, privateLinkClients: [privateLinkClient("bot", { ranges: ["10.1.0.0/16"] })] });
    for (const { name, inputs } of all(groups, "SecurityGroup"))
      expect([inputs["ingress"], inputs["egress"]], name).toEqual([undefined, undefined]);
    for (const { name, inputs } of groups.filter(({ type }) => type.includes("ecurityGroup") && !type.startsWith("modelkeep")))
      expect(inputs["description"], name).toMatch(/^[\w ,:;]{5,}$/);
  });
});

describe("PrivateLink clients", () => {
  const loadBalancer = (list: string[]) => list.filter((rule) => rule.includes("load-balancer"));

  it("there is no load-balancer group without them", async () => {
    expect(all(await build(), "SecurityGroup").map(({ name }) => name)).toEqual([
      "groups-endpoints",
      "groups-control-plane",
      "groups-nodes",
    ]);
  });

  it("the load balancer admits exactly the ranges that the clients declare, on 443", async () => {
    const clients = [
      privateLinkClient("bot", { ranges: ["10.1.0.0/16"] }),
      privateLinkClient("desk", { ranges: ["10.2.0.0/24", "10.1.0.0/16"] }),
    ];
    const groups = await build({ privateLinkClients: clients });
    expect(loadBalancer(rules(groups, "Ingress"))).toEqual([
      "10.1.0.0/16 -> load-balancer: tcp 443-443",
      "10.2.0.0/24 -> load-balancer: tcp 443-443",
      "load-balancer -> nodes: tcp 30443-30443",
    ]);
  });

  it("the load balancer admits nobody inside the VPC where a client declares no range", {
    tags: ["load-balancer-admits-declared-ranges"],
  }, async () => {
    const groups = await build({ privateLinkClients: [privateLinkClient("bot", { ranges: ["10.1.0.0/16"] }), privateLinkClient("desk")] });
    expect(loadBalancer(rules(groups, "Ingress"))).toEqual(["load-balancer -> nodes: tcp 30443-30443"]);
  });

  it("the load balancer reaches the front door and no other port", { tags: ["load-balancer-to-front-door-alone"] }, async () => {
    const groups = await build({ privateLinkClients: [privateLinkClient("bot")] });
    expect(loadBalancer(rules(groups, "Egress"))).toEqual(["load-balancer -> nodes: tcp 30443-30443"]);
  });
});

it("a first preview, in which no id is known, registers the same rules", async () => {
  const args = { tunnel: true, privateLinkClients: [privateLinkClient("bot", { ranges: ["10.1.0.0/16"] })] };
  const names = (resources: Recorded[]) => resources.map(({ name }) => name).sort();
  expect(names(await build(args, true))).toEqual(names(await build(args)));
});
