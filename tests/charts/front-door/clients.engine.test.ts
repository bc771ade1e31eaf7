import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import { configFiles } from "../../../charts/front-door/paths.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { consumer, onAws, onCluster, workload } from "../keep-specs.ts";
import { type Answer, type Caller, http1, http2, proxyHeader } from "./call.ts";
import type { Identity } from "./certificates.ts";
import { Envoy } from "./envoy.ts";
import { type House, house, settled } from "./house.ts";

/** The load balancer of these tests is 127.0.0.2, the pods are 127.0.0.1. */
const balancer = "127.0.0.2";
const onLoopback: KeepSpec = {
  ...onAws,
  clients: [workload("support-bot"), workload("night-shift"), consumer("claims-desk")],
  network: { ...onAws.network, loadBalancerRanges: [`${balancer}/32`] },
};

let door: House;
beforeAll(async () => {
  door = await house(onLoopback);
});
afterAll(() => door.end());

describe("Envoy takes the configuration", () => {
  const variants: [string, KeepSpec][] = [
    ["on any cluster", onCluster],
    ["on AWS", onAws],
    ["for PrivateLink clients alone", { ...onAws, clients: [consumer("claims-desk")] }],
    ["without a client", { ...onCluster, clients: [] }],
    ["for 200 clients", { ...onCluster, clients: Array.from({ length: 200 }, (_, number) => workload(`client-${number}`)) }],
    ["for a context of a million tokens", { ...onCluster, clients: [workload("reader", { inputTokens: 1_000_000 })] }],
  ];
  test.each(variants)("%s", async (_name, spec) => {
    const envoy = await Envoy.prepare(spec, door.server, door.issuer.authority);
    envoy.validate();
    await envoy.end();
  });

  it("and says no to one that it does not understand", async () => {
    const envoy = await Envoy.prepare(onCluster, door.server, door.issuer.authority);
    const bootstrap = join(envoy.paths.config, configFiles.bootstrap);
    writeFileSync(bootstrap, readFileSync(bootstrap, "utf8").replace('"require_client_certificate"', '"requires_client_certificate"'));
    expect(() => envoy.validate()).toThrow(/requires_client_certificate/);
    await envoy.end();
  });
});

describe("a client of the keep", () => {
  test.each([
    ["GET", "/v1/models", ""],
    ["POST", "/v1/chat/completions", '{"messages":[]}'],
    ["POST", "/v1/completions", '{"prompt":"hello"}'],
  ])("gets through: %s %s", async (method, path, body) => {
    const before = door.model.received.length;
    const answer = await http1(door.caller(door.client("support-bot")), method, path, {}, body);
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining(path) });
    expect(door.model.received.slice(before)).toMatchObject([{ method, path, body }]);
  });

  it("is who its certificate says, in the log", { tags: ["shows-D4"] }, async () => {
    const records = await door.recordsOf(await http1(door.caller(door.client("night-shift")), "GET", "/v1/models"));
    expect(records).toEqual([
      expect.objectContaining({ record: "request", client: clientIdentity("demo", "night-shift"), route: "models", status: 200 }),
    ]);
  });
});

describe("everybody else is refused before a byte reaches the model server", () => {
  const granted = `URI:${clientIdentity("demo", "support-bot")}`;
  const issue = (names: string[], wish = {}) => door.issuer.issue({ names, ...wish });
  const intruders: [string, string, () => Identity | undefined][] = [
    ["nobody: no certificate", "PEER_DID_NOT_RETURN_A_CERTIFICATE", () => undefined],
    ["expired yesterday", "certificate_has_expired", () => issue([granted], { from: -3, to: -1 })],
    ["valid from tomorrow", "certificate_is_not_yet_valid", () => issue([granted], { from: 1, to: 2 })],
    ["the right name from another issuer", "unable_to_get_local_issuer", () => door.stranger.issue({ names: [granted] })],
    ["an unknown client of the keep's issuer", "SAN_matcher", () => door.client("somebody")],
    ["a client of another keep", "SAN_matcher", () => issue([`URI:${clientIdentity("other", "support-bot")}`])],
    ["a longer name", "SAN_matcher", () => issue([`${granted}2`])],
    ["the name as a DNS name", "SAN_matcher", () => issue(["DNS:support-bot"])],
    ["the identity as a DNS name", "SAN_matcher", () => issue([`DNS:${clientIdentity("demo", "support-bot")}`])],
    ["the identity in capitals", "SAN_matcher", () => issue([granted.replace("support-bot", "SUPPORT-BOT")])],
    ["a certificate without a name", "SAN_matcher", () => issue([])],
    ["a server's certificate with a client's name", "unsupported_certificate_purpose", () => issue([granted], { usage: "serverAuth" })],
    ["the front door's own: its authority is not the clients'", "self_signed_certificate_in_certificate_chain", () => door.server],
    ["a PrivateLink client's, stolen by a pod", "SAN_matcher", () => door.client("claims-desk")],
  ];
  test.each(intruders)("%s", async (_name, reason, identity) => {
    const before = door.model.received.length;
    const certificate = identity();
    const answer = await http1(door.caller(certificate), "GET", "/v1/models");
    expect(answer.status).toBe(0);
    await settled(door);
    expect(door.model.received.length).toBe(before);
    expect(await door.recordsOf(answer)).toEqual([
      expect.objectContaining({
        record: "refused-connection",
        reason: expect.stringContaining(reason),
        peer: expect.stringContaining("127.0.0.1:"),
      }),
    ]);
  });

  it("a granted name with another client's key", { tags: ["shows-D4"] }, async () => {
    const [mine, theirs] = [door.client("support-bot"), door.client("somebody")];
    const before = door.model.received.length;
    const answer = await http1(door.caller({ cert: mine.cert, key: theirs.key }), "GET", "/v1/models").catch((error) => ({
      status: 0,
      error: String(error),
    }));
    expect(answer.status).toBe(0);
    expect(door.model.received.length).toBe(before);
  });

  describe("a certificate with more than one URI name, of which one is granted", () => {
    const [evil, also] = ["URI:spiffe://evil.example/x", `URI:${clientIdentity("demo", "night-shift")}`];
    const wishes: [string, string[]][] = [
      ["first", [granted, evil]],
      ["last", [evil, granted]],
      ["beside another that is granted", [granted, also]],
      ["twice", [granted, granted]],
      ["in one name with a comma", [`${granted},spiffe://evil.example/x`]],
    ];
    const calls: [string, (who: Caller) => Promise<Answer>][] = [
      ["HTTP/1.1", (who) => http1(who, "GET", "/v1/models")],
      ["HTTP/2", (who) => http2(who, { ":method": "GET", ":path": "/v1/models", ":authority": "model" })],
    ];
    test.each(wishes.flatMap(([which, names]) => calls.map(([protocol, call]) => [which, protocol, names, call] as const)))(
      "%s, by %s",
      async (_which, _protocol, names, call) => {
        const before = door.model.received.length;
        const answer = await call(door.caller(issue(names)));
        expect(answer.status).toBe(0);
        await settled(door);
        expect(door.model.received.length).toBe(before);
        expect(await door.recordsOf(answer)).toEqual([
          expect.objectContaining({ record: "refused-connection", reason: expect.stringMatching(/not that of one client|SAN_matcher/) }),
        ]);
      },
    );

    it("but a DNS name beside the one URI name says nothing", async () => {
      const answer = await http1(door.caller(issue([granted, "DNS:support-bot.example"])), "GET", "/v1/models");
      expect(answer.status).toBe(200);
      expect(await door.recordsOf(answer)).toEqual([expect.objectContaining({ client: clientIdentity("demo", "support-bot") })]);
    });
  });

  it("everybody, where the keep has no client", async () => {
    const empty = await house({ ...onCluster, clients: [] });
    const guests = [empty.client("support-bot"), empty.issuer.issue({ names: ["URI:spiffe://modelkeep/demo/nobody"] })];
    const statuses = [];
    for (const guest of guests) statuses.push((await http1(empty.caller(guest), "GET", "/v1/models")).status);
    // The second one has the name that TLS asks for, were it ever issued: it has no cluster.
    expect(statuses).toEqual([0, 0]);
    expect(empty.model.received).toEqual([]);
    await empty.end();
  });
});

describe("the load balancer's side", () => {
  const endpoint = Buffer.concat([Buffer.from([1]), Buffer.from("vpce-0a1b2c3d")]);
  const header = proxyHeader("192.0.2.7", [{ type: 0xea, value: endpoint }]);

  test.each([
    ["with a proxy-protocol header", header],
    ["without, as its health check", undefined],
  ])("lets PrivateLink clients in %s", async (_name, prefix) => {
    const answer = await http1(door.caller(door.client("claims-desk"), { from: balancer, prefix }), "GET", "/v1/models");
    expect(answer.status).toBe(200);
  });

  it("writes down who the load balancer says it is", async () => {
    const answer = await http1(door.caller(door.client("claims-desk"), { from: balancer, prefix: header }), "GET", "/v1/models");
    expect(await door.recordsOf(answer)).toEqual([
      expect.objectContaining({
        entrance: "load-balancer",
        client: clientIdentity("demo", "claims-desk"),
        peer: expect.stringMatching(/^127\.0\.0\.2:/),
        consumer: "192.0.2.7:40000",
        endpoint: expect.stringContaining("vpce-0a1b2c3d"),
      }),
    ]);
  });

  it("does not let a pod's certificate in", async () => {
    const before = door.model.received.length;
    const answer = await http1(door.caller(door.client("support-bot"), { from: balancer, prefix: header }), "GET", "/v1/models");
    expect([answer.status, door.model.received.length]).toEqual([0, before]);
  });

  it("cannot be claimed by a pod: its header makes it neither a PrivateLink client nor somebody else in the log", async () => {
    const forged = proxyHeader(balancer, [{ type: 0xea, value: endpoint }]);
    const stolen = await http1(door.caller(door.client("claims-desk"), { prefix: forged }), "GET", "/v1/models");
    expect(stolen.status).toBe(0);
    const answer = await http1(door.caller(door.client("support-bot"), { prefix: forged }), "GET", "/v1/models");
    const [record] = await door.recordsOf(answer);
    expect(record).toMatchObject({ entrance: "cluster", peer: expect.stringMatching(/^127\.0\.0\.1:/) });
    expect(JSON.stringify(record)).not.toMatch(/vpce|127\.0\.0\.2/);
  });

  test.each([
    ["version 1", Buffer.from("PROXY TCP4 192.0.2.7 10.64.0.5 40000 443\r\n")],
    ["a broken version 2", Buffer.concat([header.subarray(0, 12), Buffer.from([0x2f, 0xff, 0xff, 0xff])])],
  ])("takes no proxy-protocol header of %s", async (_name, prefix) => {
    const answer = await http1(door.caller(door.client("claims-desk"), { from: balancer, prefix }), "GET", "/v1/models");
    expect(answer.status).toBe(0);
  });

  it("is all there is, where no pod has a grant", async () => {
    const outside = await house({ ...onLoopback, clients: [consumer("claims-desk")] });
    const client = outside.client("claims-desk");
    const answers = [
      await http1(outside.caller(client), "GET", "/v1/models"),
      await http1(outside.caller(client, { from: balancer }), "GET", "/v1/models"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([0, 200]);
    expect(outside.model.received).toHaveLength(1);
    await outside.end();
  });

  it("is not there on a cluster without a node port: a header is a protocol error", async () => {
    const inside = await house(onCluster);
    const client = inside.client("support-bot");
    const answers = [
      await http1(inside.caller(client, { prefix: header }), "GET", "/v1/models"),
      await http1(inside.caller(client), "GET", "/v1/models"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([0, 200]);
    await inside.end();
  });
});
