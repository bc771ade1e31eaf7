import { beforeAll, describe, expect, it } from "vitest";
import { PrivateLink, type PrivateLinkArgs } from "../../../../infra/aws/access/private-link.ts";
import type { PrivateLinkClient } from "../../../../infra/settings/clients.ts";
import { privateLinkClient } from "../../../support/clients.ts";
import { all, only, type Recorded, record } from "../../../support/recorder.ts";

const usual = { model: "model-server", listener: 443, nodePort: 30443, autoScalingGroupName: "asg-1", clients: [] };

const build = (clients: PrivateLinkClient[], listeners: PrivateLinkArgs["listeners"] = [usual]) =>
  record(
    () =>
      new PrivateLink("in", {
        place: { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" },
        vpcId: "vpc-1",
        subnetIds: ["subnet-1", "subnet-2"],
        securityGroupId: "sg-1",
        listeners,
        clients,
        topicArn: "arn:aws:sns:eu-central-1:111122223333:alarms",
      }),
  );

const bot = privateLinkClient("bot", { principal: "arn:aws:iam::444455556666:root", ranges: ["10.1.0.0/16"] });
const desk = privateLinkClient("desk", { principal: "arn:aws:iam::777788889999:role/apps/desk", ranges: ["10.2.0.0/16"] });

let resources: Recorded[];
beforeAll(async () => {
  resources = await build([bot, desk]);
});

describe("the load balancer", () => {
  it("is internal and cannot be deleted by mistake", { tags: ["shows-D14", "load-balancer-internal-protected"] }, () => {
    expect(only(resources, "LoadBalancer").inputs).toMatchObject({
      loadBalancerType: "network",
      internal: true,
      enableDeletionProtection: true,
    });
  });

  it("stands in every zone and balances over all of them", { tags: ["shows-D12"] }, () => {
    expect(only(resources, "LoadBalancer").inputs).toMatchObject({ subnets: ["subnet-1", "subnet-2"], enableCrossZoneLoadBalancing: true });
  });

  it("checks the addresses of clients where all declare them", { tags: ["load-balancer-checks-clients"] }, () => {
    expect(only(resources, "LoadBalancer").inputs).toMatchObject({
      securityGroups: ["sg-1"],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
    });
  });

  it("leaves clients to the endpoint service where one declares no address", async () => {
    const open = await build([bot, privateLinkClient("open")]);
    expect(only(open, "LoadBalancer").inputs).toMatchObject({
      securityGroups: ["sg-1"],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
    });
  });

  it("passes TLS through unopened: a TCP listener on 443 and no certificate", () => {
    const { inputs } = only(resources, "Listener");
    expect(inputs).toMatchObject({
      protocol: "TCP",
      port: 443,
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:mock:::in-front-door" }],
    });
    expect(inputs).not.toHaveProperty("certificateArn");
  });

  it("tells the front door which endpoint calls", { tags: ["load-balancer-tells-endpoint"] }, () => {
    expect(only(resources, "TargetGroup").inputs).toMatchObject({
      protocol: "TCP",
      port: 30443,
      targetType: "instance",
      proxyProtocolV2: true,
    });
  });

  it("finds the nodes through their auto scaling group", () => {
    expect(only(resources, "Attachment").inputs).toEqual({
      autoscalingGroupName: "asg-1",
      lbTargetGroupArn: "arn:aws:mock:::in-front-door",
    });
  });
});

describe("the endpoint service", () => {
  it("connects nobody before a person accepts", { tags: ["endpoint-connections-by-person"] }, () => {
    expect(only(resources, "VpcEndpointService").inputs["acceptanceRequired"]).toBe(true);
  });

  it("is found by the clients' principals and by no other", { tags: ["endpoint-service-found-by-clients"] }, () => {
    const principals = all(resources, "VpcEndpointServiceAllowedPrinciple").map(({ inputs }) => inputs["principalArn"]);
    expect(principals).toEqual(["arn:aws:iam::444455556666:root", "arn:aws:iam::777788889999:role/apps/desk"]);
    expect(only(resources, "VpcEndpointService").inputs).not.toHaveProperty("allowedPrincipals");
  });

  it("names a principal once, whichever of its clients comes or goes", async () => {
    const names = (recorded: Recorded[]) => all(recorded, "VpcEndpointServiceAllowedPrinciple").map(({ name }) => name);
    const second = privateLinkClient("second", { principal: bot.from.principal });
    expect(names(await build([bot, second]))).toEqual(["in-444455556666-root"]);
    expect(names(await build([second]))).toEqual(["in-444455556666-root"]);
  });

  it("tells of every connection asked for, accepted, rejected and cut", () => {
    const { inputs } = only(resources, "VpcEndpointConnectionNotification");
    expect([...inputs["connectionEvents"]].sort()).toEqual(["Accept", "Connect", "Delete", "Reject"]);
    expect(inputs["connectionNotificationArn"]).toBe("arn:aws:sns:eu-central-1:111122223333:alarms");
  });
});
