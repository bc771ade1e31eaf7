import { describe, expect, test } from "vitest";
import { between, callers, clusterWith, outside, policy } from "./policy.ts";

const server = { podSelector: { matchLabels: { app: "server" } } };
const everywhere = ["0.0.0.0-255.255.255.255: all ports", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff: all ports"];
const from = (peer: Record<string, unknown>) => clusterWith([policy({ ...server, ingress: [{ from: [peer] }] })]);

describe("isolation", () => {
  test("a pod that no policy selects talks with everybody", { tags: ["unselected-pod-talks-with-everybody"] }, () => {
    const cluster = clusterWith([]);
    expect(callers(cluster)).toEqual({ friend: "all ports", stranger: "all ports", agent: "all ports" });
    expect(outside(cluster, "server", "ingress")).toEqual(everywhere);
    expect(outside(cluster, "server", "egress")).toEqual(everywhere);
  });

  test("a policy without rules closes ingress, and ingress alone", { tags: ["policy-without-rules-closes-ingress"] }, () => {
    const cluster = clusterWith([policy(server)]);
    expect(between(cluster, "friend", "server")).toBe("no port");
    expect(outside(cluster, "server", "ingress")).toEqual([]);
    expect(outside(cluster, "server", "egress")).toEqual(everywhere);
  });

  test("without policyTypes an egress rule closes both directions, an empty list of them ingress alone", {
    tags: ["default-policy-types"],
  }, () => {
    const web = [{ ports: [{ port: 443 }] }];
    expect(between(clusterWith([policy({ ...server, egress: web })]), "server", "friend")).toBe("TCP 443");
    expect(between(clusterWith([policy({ ...server, egress: web })]), "friend", "server")).toBe("no port");
    expect(between(clusterWith([policy({ ...server, egress: [] })]), "server", "friend")).toBe("all ports");
  });

  test("policyTypes decides, whatever rules are written", () => {
    const cluster = clusterWith([policy({ ...server, policyTypes: ["Egress"], ingress: [{ ports: [{ port: 1 }] }] })]);
    expect(between(cluster, "friend", "server")).toBe("all ports");
    expect(between(cluster, "server", "friend")).toBe("no port");
  });

  test("policies add up, and a connection needs both of its ends", { tags: ["policies-add-up"] }, () => {
    const egress = (port: number) => policy({ policyTypes: ["Egress"], egress: [{ ports: [{ port, endPort: port + 10 }] }] });
    const ingress = policy({ policyTypes: ["Ingress"], ingress: [{ ports: [{ port: 105, endPort: 200 }] }] });
    expect(between(clusterWith([egress(100), egress(300)]), "friend", "stranger")).toBe("TCP 100-110,300-310");
    expect(between(clusterWith([egress(100), egress(300), ingress]), "friend", "server")).toBe("TCP 105-110");
  });

  test("a policy acts in its own namespace alone", { tags: ["policy-in-own-namespace"] }, () => {
    expect(between(clusterWith([policy({})]), "friend", "stranger")).toBe("all ports");
  });
});

describe("peers", () => {
  test("a pod selector alone looks in the policy's namespace", { tags: ["pod-selector-looks-in-namespace"] }, () => {
    expect(callers(from({ podSelector: { matchLabels: { app: "friend" } } }))).toMatchObject({ friend: "all ports", stranger: "no port" });
  });

  test("a namespace selector alone takes every pod of the namespaces", () => {
    expect(callers(from({ namespaceSelector: { matchLabels: { team: "blue" } } }))).toMatchObject({
      friend: "no port",
      stranger: "all ports",
    });
    expect(callers(from({ namespaceSelector: {} }))).toMatchObject({ friend: "all ports", stranger: "all ports" });
  });

  test("both in one peer must both hold", { tags: ["both-selectors-must-hold"] }, () => {
    const blue = { namespaceSelector: { matchLabels: { team: "blue" } } };
    expect(callers(from({ ...blue, podSelector: { matchLabels: { app: "server" } } })).stranger).toBe("no port");
    expect(callers(from({ ...blue, podSelector: { matchLabels: { app: "friend" } } })).stranger).toBe("all ports");
  });

  test("a namespace is found by the label that Kubernetes sets, which none of its own can replace", () => {
    expect(callers(from({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } } })).stranger).toBe("all ports");
  });

  test("expressions: In and Exists need the label, NotIn and DoesNotExist hold without it", { tags: ["selector-expressions"] }, () => {
    const by = (operator: string, key: string, values?: string[]) =>
      callers(from({ podSelector: { matchExpressions: [{ key, operator, ...(values ? { values } : {}) }] } })).friend;
    expect([by("In", "app", ["friend", "x"]), by("In", "app", ["x"]), by("In", "tier", ["x"])]).toEqual([
      "all ports",
      "no port",
      "no port",
    ]);
    expect([by("NotIn", "app", ["friend"]), by("NotIn", "app", ["x"]), by("NotIn", "tier", ["x"])]).toEqual([
      "no port",
      "all ports",
      "all ports",
    ]);
    expect([by("Exists", "app"), by("Exists", "tier")]).toEqual(["all ports", "no port"]);
    expect([by("DoesNotExist", "app"), by("DoesNotExist", "tier")]).toEqual(["no port", "all ports"]);
  });

  test("a pod in the host's network is found by no selector, isolated by no policy, and reaches the pods of its node", {
    tags: ["host-network-pods"],
  }, () => {
    const cluster = clusterWith([policy({ policyTypes: ["Ingress", "Egress"], egress: [{ to: [{ namespaceSelector: {} }] }] })]);
    expect(between(cluster, "server", "agent")).toBe("no port");
    expect(between(cluster, "agent", "server")).toBe("all ports");
    expect(between(cluster, "stranger", "agent")).toBe("all ports");
  });
});

describe("blocks of addresses", () => {
  const block = (cidr: string, except: string[] = []) => ({ ipBlock: { cidr, except } });

  test("are open but for their exceptions, and are cut where policies treat addresses differently", {
    tags: ["address-blocks-cut-by-exceptions"],
  }, () => {
    const cluster = from(block("10.0.0.0/8", ["10.1.0.0/16", "10.2.0.0/16"]));
    expect(outside(cluster, "server", "ingress")).toEqual(["10.0.0.0-10.0.255.255: all ports", "10.3.0.0-10.255.255.255: all ports"]);
  });

  test("an exception of one rule leaves what another admits", () => {
    const rules = [{ from: [block("10.0.0.0/31", ["10.0.0.1/32"])] }, { from: [block("10.0.0.1/32")], ports: [{ port: 22 }] }];
    expect(outside(clusterWith([policy({ ...server, ingress: rules })]), "server", "ingress")).toEqual([
      "10.0.0.0: all ports",
      "10.0.0.1: TCP 22",
    ]);
  });

  test("IPv6 stands beside IPv4", () => {
    expect(outside(from(block("fd00::/127")), "server", "ingress")).toEqual(["fd00::-fd00::1: all ports"]);
    expect(outside(from(block("::/0")), "server", "ingress")).toEqual([everywhere[1]]);
  });

  test("mean a pod only where its address may lie in them", { tags: ["address-blocks-mean-pods-where-possible"] }, () => {
    const rules = policy({ ...server, ingress: [{ from: [block("10.0.0.0/8", ["10.1.0.0/16"])] }] });
    expect(between(clusterWith([rules]), "stranger", "server")).toBe("no port");
    expect(between(clusterWith([rules], ["10.7.0.0/16"]), "stranger", "server")).toBe("all ports");
    expect(between(clusterWith([rules], ["10.1.128.0/17"]), "stranger", "server")).toBe("no port");
    expect(between(clusterWith([rules], ["10.0.0.0/15"]), "stranger", "server")).toBe("all ports");
  });
});

describe("ports", () => {
  const ingress = (ports: unknown[]) => between(clusterWith([policy({ ...server, ingress: [{ ports }] })]), "friend", "server");

  test("TCP is meant where no protocol is named, and every port where no port is", { tags: ["default-protocol-and-ports"] }, () => {
    expect(ingress([{ port: 443 }])).toBe("TCP 443");
    expect(ingress([{ protocol: "UDP" }])).toBe("UDP all");
    expect(ingress([])).toBe("all ports");
    expect(ingress([{ port: 1, endPort: 3 }, { port: 4 }, { port: 2 }, { protocol: "SCTP", port: 9 }])).toBe("TCP 1-4; SCTP 9");
  });

  test("a name is a port of the called pod, of that protocol", { tags: ["port-name-of-called-pod"] }, () => {
    expect(ingress([{ port: "web" }, { port: "dns" }])).toBe("TCP 8080");
    expect(ingress([{ port: "dns", protocol: "UDP" }])).toBe("UDP 53");
    const named = clusterWith([policy({ ...server, policyTypes: ["Egress"], egress: [{ ports: [{ port: "web" }] }] })]);
    expect(between(named, "server", "friend")).toBe("TCP 8080");
    expect(outside(named, "server", "egress")).toEqual([]);
  });
});
