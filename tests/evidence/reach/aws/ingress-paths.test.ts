import { beforeEach, describe, expect, test } from "vitest";
import { SmallNetwork } from "../small-network.ts";

let net: SmallNetwork;
beforeEach(() => {
  net = new SmallNetwork();
});
const group = () => net.inputs("group");
const tcp = (from: number, to: number, cidrBlocks = ["0.0.0.0/0"]) => ({ protocol: "tcp", fromPort: from, toPort: to, cidrBlocks });
const aclRule = (action: string, more: Record<string, unknown> = {}) => ({
  ruleNo: 10,
  action,
  protocol: "-1",
  cidrBlock: "0.0.0.0/0",
  ...more,
});

test("with every door open there is one way, from the internet", { tags: ["one-way-in-from-internet"] }, () => {
  expect(net.in()).toMatchObject([{ from: "internet", unknown: [] }]);
});

describe("one closed door is enough", () => {
  test.each<[string, (net: SmallNetwork) => void]>([
    ["no internet gateway", () => net.remove("gateway")],
    [
      "a gateway of another VPC",
      () => void Object.assign(net.inputs("gateway"), { vpcId: net.add("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.9.0.0/16" }) }),
    ],
    ["no public address", () => void Object.assign(net.inputs("host"), { associatePublicIpAddress: false })],
    ["no public address, as the subnet gives none", () => void delete net.inputs("host")["associatePublicIpAddress"]],
    ["a group without inbound rules", () => void delete group()["ingress"]],
    [
      "a group that admits private addresses",
      () => void Object.assign(group(), { ingress: [tcp(0, 65535, ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])] }),
    ],
    [
      "a group that admits itself",
      () => void Object.assign(group(), { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }),
    ],
    ["the group of the VPC by default, which admits its members", () => void delete net.inputs("host")["vpcSecurityGroupIds"]],
    ["a network ACL without rules", () => net.acl({ ingress: [] })],
    ["a network ACL that denies first", () => net.acl({ ingress: [aclRule("deny", { ruleNo: 5 }), aclRule("allow")] })],
    [
      "a network ACL for ports that the group does not admit",
      () => {
        group()["ingress"] = [tcp(22, 22)];
        net.acl({ ingress: [aclRule("allow", { protocol: "tcp", fromPort: 443, toPort: 443 })] });
      },
    ],
    [
      "a network ACL that lets no answer out",
      () => {
        group()["ingress"] = [tcp(22, 22)];
        net.acl({ egress: [aclRule("allow", { protocol: "tcp", fromPort: 443, toPort: 443 })] });
      },
    ],
    [
      "VPC Block Public Access",
      () =>
        void net.add("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "block", {
          internetGatewayBlockMode: "block-ingress",
        }),
    ],
  ])("%s", { tags: ["closed-door-keeps-out"] }, (_what, close) => {
    close(net);
    expect(net.in()).toEqual([]);
  });
});

describe("another door is as good", () => {
  test.each<[string, (net: SmallNetwork) => void]>([
    [
      "the subnet gives public addresses",
      () => {
        delete net.inputs("host")["associatePublicIpAddress"];
        net.inputs("inside")["mapPublicIpOnLaunch"] = true;
      },
    ],
    [
      "an Elastic IP address",
      () => {
        net.inputs("host")["associatePublicIpAddress"] = false;
        net.add("aws:ec2/eip:Eip", "address", { instance: net.hostId });
      },
    ],
    [
      "a rule that is a resource of its own",
      () => {
        delete group()["ingress"];
        net.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
          securityGroupId: net.groupId,
          ipProtocol: "tcp",
          fromPort: 22,
          toPort: 22,
          cidrIpv4: "0.0.0.0/0",
        });
      },
    ],
    [
      "a rule of the older kind",
      () => {
        delete group()["ingress"];
        net.add("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", {
          type: "ingress",
          securityGroupId: net.groupId,
          protocol: "tcp",
          fromPort: 22,
          toPort: 22,
          cidrBlocks: ["8.8.8.0/24"],
        });
      },
    ],
    [
      "a second group",
      () => {
        delete group()["ingress"];
        const second = net.add("aws:ec2/securityGroup:SecurityGroup", "second", { vpcId: net.vpcId, ingress: [tcp(22, 22)] });
        net.inputs("host")["vpcSecurityGroupIds"].push(second);
      },
    ],
    [
      "datagrams, which need no answer",
      () => {
        group()["ingress"] = [{ protocol: "udp", fromPort: 53, toPort: 53, cidrBlocks: ["0.0.0.0/0"] }];
        net.acl({ egress: [] });
      },
    ],
    [
      "a network ACL whose rules are resources of their own",
      () => {
        net.acl({ ingress: [] });
        net.add("aws:ec2/networkAclRule:NetworkAclRule", "rule", {
          networkAclId: net.output("acl"),
          ruleNumber: 10,
          ruleAction: "allow",
          protocol: "-1",
          cidrBlock: "0.0.0.0/0",
          egress: false,
        });
      },
    ],
    [
      "a launch template that gives the address",
      () => {
        delete net.inputs("host")["associatePublicIpAddress"];
        delete net.inputs("host")["vpcSecurityGroupIds"];
        const id = net.add("aws:ec2/launchTemplate:LaunchTemplate", "template", {
          networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: [net.groupId] }],
        });
        net.inputs("host")["launchTemplate"] = { id };
      },
    ],
    [
      "IPv6",
      () => {
        net.inputs("host")["associatePublicIpAddress"] = false;
        net.inputs("host")["ipv6AddressCount"] = 1;
        group()["ingress"] = [{ protocol: "tcp", fromPort: 22, toPort: 22, ipv6CidrBlocks: ["::/0"] }];
      },
    ],
  ])("%s", { tags: ["other-door-into-network"] }, (_what, open) => {
    open(net);
    expect(net.in()).toMatchObject([{ from: "internet", unknown: [] }]);
  });
});

test("the other family is another way", () => {
  net.inputs("host")["ipv6AddressCount"] = 1;
  expect(net.in()).toHaveLength(1);
  group()["ingress"].push({ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] });
  expect(net.in()).toHaveLength(2);
});

test("a VPC of the same program is no other network, one of somebody else is", { tags: ["vpc-of-same-program-is-own"] }, () => {
  net.remove("gateway");
  const peerVpcId = net.add("aws:ec2/vpc:Vpc", "peer", { cidrBlock: "10.9.0.0/16" });
  net.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", { vpcId: net.vpcId, peerVpcId });
  expect(net.in()).toEqual([]);
  net.inputs("peering")["peerVpcId"] = "vpc-0fedcba9876543210";
  expect(net.in()).toMatchObject([{ from: "network", unknown: [] }]);
});

describe("a load balancer", { tags: ["way-in-by-each-listener"] }, () => {
  const listener = (port: unknown, target: string, protocol = "TCP", loadBalancerArn: unknown = net.output("balancer")) => {
    const targetGroupArn = net.add("aws:lb/targetGroup:TargetGroup", target, {
      port: 8443,
      protocol: "TCP",
      vpcId: net.vpcId,
      targetType: "instance",
    });
    net.add("aws:lb/listener:Listener", `to-${target}`, {
      loadBalancerArn,
      port,
      protocol,
      defaultActions: [{ type: "forward", targetGroupArn }],
    });
  };
  beforeEach(() => {
    net.add("aws:lb/loadBalancer:LoadBalancer", "balancer", {
      loadBalancerType: "network",
      internal: false,
      subnets: [net.subnetId],
      securityGroups: [net.groupId],
    });
  });
  const ways = () => net.in("balancer").map(({ hops, unknown }) => [hops.at(-1)?.name, unknown]);

  test("is reached by each of its listeners, and goes on to that one's targets", () => {
    listener(443, "chat");
    listener(444, "code");
    expect(ways()).toEqual([
      ["Listener to-chat", []],
      ["Listener to-code", []],
    ]);
  });

  test("answers on no port but those of its listeners", () => {
    listener(443, "chat");
    group()["ingress"] = [tcp(22, 22)];
    expect(ways()).toEqual([]);
  });

  test("may answer on any port where that of a listener is not known", () => {
    listener(undefined, "chat");
    group()["ingress"] = [tcp(22, 22)];
    expect(ways()).toEqual([["Listener to-chat", ["to-chat listens on an unknown port"]]]);
  });

  test.each([
    ["UDP", []],
    ["TCP_UDP", []],
    ["GENEVE", ["to-dns listens by an unknown protocol"]],
  ])("answers by the protocol of its listener: %s", (protocol, unknown) => {
    listener(53, "dns", protocol);
    group()["ingress"] = [{ protocol: "udp", fromPort: 53, toPort: 53, cidrBlocks: ["0.0.0.0/0"] }];
    expect(ways()).toEqual([["Listener to-dns", unknown]]);
  });

  test("may have a listener whose load balancer is not known", () => {
    listener(443, "chat", "TCP", "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/other/1");
    expect(ways()).toEqual([["Listener to-chat", ["the load balancer of to-chat is unknown"]]]);
  });
});
