import { connect } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import { until } from "../../support/until.ts";
import { onCluster } from "../keep-specs.ts";
import { http1, now, open, serverName } from "./call.ts";
import { type Identity, Issuer } from "./certificates.ts";
import { Envoy } from "./envoy.ts";
import { FakeModel } from "./fake-model.ts";
import { framesOf, get, lastStream, preface } from "./frames.ts";
import { type House, house, settled } from "./house.ts";

let door: House;
let mine: Identity;
beforeAll(async () => {
  door = await house(onCluster);
  mine = door.client("support-bot");
});
afterAll(() => door.end());

const ask = (identity: Identity, tls: ConnectionOptions = {}) => http1(door.caller(identity, { tls }), "GET", "/v1/models");

describe("the handshake", () => {
  // OpenSSL offers 1.0 and 1.1 at security level 0 only: without it the test would refuse them itself.
  const old = { ciphers: "ALL@SECLEVEL=0" };
  test.each<[string, ConnectionOptions, number]>([
    ["TLS 1.0", { ...old, minVersion: "TLSv1", maxVersion: "TLSv1" }, 0],
    ["TLS 1.1", { ...old, minVersion: "TLSv1.1", maxVersion: "TLSv1.1" }, 0],
    ["TLS 1.2", { maxVersion: "TLSv1.2" }, 200],
    ["TLS 1.3", { minVersion: "TLSv1.3" }, 200],
    ["CBC", { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA@SECLEVEL=0" }, 0],
    ["RSA key exchange", { maxVersion: "TLSv1.2", ciphers: "AES128-GCM-SHA256:AES256-GCM-SHA384@SECLEVEL=0" }, 0],
  ])("with %s ends with %o", async (_name, tls, status) => {
    const before = door.model.received.length;
    const answer = await ask(mine, tls);
    expect(answer.status).toBe(status);
    if (status === 0) expect(answer.error).toMatch(/alert|version/i);
    expect(door.model.received.length - before).toBe(status === 200 ? 1 : 0);
  });

  it("prefers TLS 1.3", { tags: ["shows-D6"] }, async () => {
    const socket = await open(door.caller(mine));
    expect(socket.getProtocol()).toBe("TLSv1.3");
    socket.destroy();
  });

  it("resumes no session, so that every connection shows its certificate", async () => {
    const first = await open(door.caller(mine, { tls: { maxVersion: "TLSv1.2" } }));
    const session = first.getSession();
    first.destroy();
    expect(session).toBeDefined();
    const second = await open(door.caller(mine, { tls: { maxVersion: "TLSv1.2", ...(session && { session }) } }));
    expect(second.isSessionReused()).toBe(false);
    second.destroy();
  });

  it("is not done without: plain HTTP gets nothing, and the log says so", { tags: ["shows-D6"] }, async () => {
    const before = door.model.received.length;
    const began = now();
    const { answer, peer } = await new Promise<{ answer: string; peer: string }>((done) => {
      let text = "";
      let own = "";
      const socket = connect(door.envoy.paths.port, "127.0.0.1", () => {
        own = `127.0.0.1:${socket.localPort}`;
        socket.write("GET /v1/models HTTP/1.1\r\nhost: model\r\nconnection: close\r\n\r\n");
      });
      socket.on("data", (part) => {
        text += part.toString("latin1");
      });
      socket.on("error", () => undefined).on("close", () => done({ answer: text, peer: own }));
    });
    expect(answer).not.toContain("HTTP/1.1");
    expect(door.model.received.length).toBe(before);
    expect(await door.recordsOf({ peer, began })).toEqual([
      expect.objectContaining({ record: "refused-connection", reason: expect.stringMatching(/HTTP_REQUEST|WRONG_VERSION/) }),
    ]);
  });

  it("shows a certificate of the keep's issuer for the Service's name", async () => {
    await expect(open(door.caller(mine, { ca: door.stranger.cert }))).rejects.toThrow(/issuer|certificate/);
    await expect(open(door.caller(mine, { tls: { servername: "elsewhere.example" } }))).rejects.toThrow(/altnames/);
  });
});

describe("a rotation is noticed without a restart", () => {
  const serial = async (): Promise<string> => {
    const socket = await open(door.caller(mine));
    const { serialNumber } = socket.getPeerCertificate();
    socket.destroy();
    return serialNumber;
  };

  it("of the server's certificate, while a request is under way", async () => {
    const [old, pid] = [await serial(), door.envoy.pid];
    door.model.hold();
    const underWay = ask(mine);
    await until("the request is under way", () => door.model.open === 1);
    door.envoy.mountServer(door.servers.issue({ names: [`DNS:${serverName}`], usage: "serverAuth" }));
    await until("the new certificate is shown", async () => (await serial()) !== old);
    door.model.letGo();
    expect((await underWay).status).toBe(200);
    expect(door.envoy.pid).toBe(pid);
  });

  it("of the clients' authority: both while both are named, then the new one alone", async () => {
    const next = new Issuer(`${door.envoy.paths.clientCa}-next`, "next");
    const renewed = next.issue({ names: [`URI:${clientIdentity("demo", "support-bot")}`] });
    const [old, new_] = [door.issuer.authority, next.authority];
    const both = async () => `${(await ask(mine)).status} ${(await ask(renewed)).status}`;
    expect(await both()).toBe("200 0");
    door.envoy.mountAuthority(old + new_);
    await until("both get in", async () => (await both()) === "200 200");
    door.envoy.mountAuthority(new_);
    await until("the new one alone gets in", async () => (await both()) === "0 200");
    door.envoy.mountAuthority(old);
    await until("the old one alone gets in", async () => (await both()) === "200 0");
  });

  it("and what is no certificate changes nothing", async () => {
    const old = await serial();
    const refusals = () => door.envoy.output.split("Failed to reload certificates").length;
    const before = refusals();
    door.envoy.mountServer({ cert: "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n", key: "broken" });
    await until("Envoy has refused it", () => refusals() > before);
    expect(await serial()).toBe(old);
    expect((await ask(mine)).status).toBe(200);
    expect((await ask(door.stranger.issue({ names: [`URI:${clientIdentity("demo", "support-bot")}`] }))).status).toBe(0);
    // Nor does Envoy take another secret, a list of revoked certificates for example, until it is mended.
    door.envoy.mountServer(door.servers.issue({ names: [`DNS:${serverName}`], usage: "serverAuth" }));
    await until("it is mended", async () => (await serial()) !== old);
  });

  it("of the list of revoked certificates: who is on it gets in no more, and others do", { tags: ["shows-D4"] }, async () => {
    const [stolen, kept] = [door.issuer.issue({ names: [granted] }), door.issuer.issue({ names: [granted] })];
    const both = async () => `${(await ask(stolen)).status} ${(await ask(kept)).status}`;
    expect(await both()).toBe("200 200");
    door.envoy.mountAuthority(door.issuer.revoke(stolen));
    await until("the revoked one is refused", async () => (await both()) === "0 200");
    expect(await door.recordsOf(await ask(stolen))).toEqual([
      expect.objectContaining({ record: "refused-connection", reason: expect.stringContaining("certificate_revoked") }),
    ]);
    // A list that cannot be read does not take the place of one that can: who was refused stays so.
    const refusals = () => door.envoy.output.split("Failed to reload certificates").length;
    const before = refusals();
    door.envoy.mountAuthority("garbage");
    await until("Envoy has refused the list", () => refusals() > before);
    expect(await both()).toBe("0 200");
    door.envoy.mountAuthority(door.issuer.authority);
  });
});

describe("an old connection", () => {
  /** As in the pod, but a connection is old after a second. */
  const aging = (config: object) =>
    JSON.parse(JSON.stringify(config), (name, value) => (name === "max_connection_duration" || name === "drain_timeout" ? "1s" : value));

  let own: House;
  beforeAll(async () => {
    own = await house(onCluster, aging);
  });
  afterAll(() => own.end());

  /** A connection of a client, and what came over it so far. */
  async function connection(protocol: string) {
    const socket = await open(own.caller(own.client("support-bot"), { tls: { ALPNProtocols: [protocol] } }));
    let bytes = Buffer.alloc(0);
    socket
      .on("error", () => undefined)
      .on("data", (part: Buffer) => {
        bytes = Buffer.concat([bytes, part]);
      });
    const closed = new Promise((done) => socket.once("close", done));
    return { socket, closed, bytes: () => bytes };
  }

  it("by HTTP/2 takes no more requests, from whoever does not listen either, and ends with the answer under way", {
    tags: ["shows-D4"],
  }, async () => {
    const before = own.model.received.length;
    own.model.hold();
    const { socket, closed, bytes } = await connection("h2");
    socket.write(Buffer.concat([preface, get(1, "/v1/models")]));
    await until("the request is under way", () => own.model.open === 1);
    await until("the door says that it is the last", () => lastStream(bytes()) === 1);
    socket.write(get(3, "/v1/models"));
    own.model.letGo();
    await closed;
    await settled(own);
    expect(own.model.received.length - before).toBe(1);
    expect(framesOf(bytes()).filter(({ type, stream }) => type === 0 && stream === 1).length).toBeGreaterThan(0);
  });

  it("by HTTP/1.1 ends with the answer that is under way", async () => {
    own.model.hold();
    const { socket, closed, bytes } = await connection("http/1.1");
    socket.write("GET /v1/models HTTP/1.1\r\nhost: model\r\n\r\n");
    await until("the request is under way", () => own.model.open === 1);
    const began = Date.now();
    await until("the connection is old", () => Date.now() - began > 2_500);
    own.model.letGo();
    await closed;
    expect(bytes().toString()).toMatch(/^HTTP\/1.1 200 [\s\S]*"object":"answer"/);
  });

  it("without a request is closed", async () => {
    const { closed } = await connection("h2");
    await closed;
  });
});

const granted = `URI:${clientIdentity("demo", "support-bot")}`;

/** A front door of its own with this authority of clients, and who gets in: a client, one whom a stranger's authority names, nobody. */
async function admitted(authority: string): Promise<number[]> {
  const envoy = await Envoy.prepare(onCluster, door.server, authority);
  const model = await FakeModel.listen(envoy.paths.socket);
  await envoy.start();
  const stranger = door.stranger.issue({ names: [granted] });
  const statuses: number[] = [];
  for (const identity of [mine, stranger, undefined])
    statuses.push((await http1(door.caller(identity, { paths: envoy.paths }), "GET", "/v1/models")).status);
  expect(model.received.length).toBe(statuses.filter((status) => status === 200).length);
  await envoy.end();
  await model.close();
  return statuses;
}

describe("nobody gets in", () => {
  const authorities: [string, () => string][] = [
    ["without an authority", () => door.issuer.revocations()],
    ["with an empty file", () => ""],
    ["with one that is garbage", () => "garbage"],
    ["without a list of revoked certificates", () => door.issuer.cert],
    ["with a list that is broken", () => `${door.issuer.cert}${door.issuer.revocations().replace(/\n.{8}/, "\nAAAAAAAA")}`],
    ["with another authority's list", () => door.issuer.cert + door.stranger.revocations()],
    ["with a list that is too old", () => door.issuer.cert + door.issuer.revocations(-1)],
  ];
  test.each(authorities)("%s", async (_name, authority) => expect(await admitted(authority())).toEqual([0, 0, 0]));

  it("but a client, where the list is empty", async () => expect(await admitted(door.issuer.authority)).toEqual([200, 0, 0]));
});
