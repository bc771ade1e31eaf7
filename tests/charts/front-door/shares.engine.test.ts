import { connect as connectH2 } from "node:http2";
import { connect, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import { connectionsOf, frontDoorLimits } from "../../../charts/front-door/limits.ts";
import { until } from "../../support/until.ts";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, http2, open } from "./call.ts";
import { type House, house } from "./house.ts";

/** As it is in the pod: here the times are what is tested. */
const hurried = (config: object): object => config;

const limits = frontDoorLimits(onCluster);
const [noisy, quiet] = onCluster.clients as [(typeof onCluster.clients)[0], (typeof onCluster.clients)[0]];

let door: House;
let flooder: Caller;
let other: Caller;
const held: { destroy(): void }[] = [];
beforeEach(async () => {
  door = await house(onCluster, hurried);
  flooder = door.caller(door.client(noisy.name));
  other = door.caller(door.client(quiet.name));
});
afterEach(async () => {
  for (const one of held.splice(0)) one.destroy();
  await door.end();
});

/** Opens so many connections at once and keeps those that come to be; a TLS connection that is refused is closed soon after. */
async function hold<Connection extends { destroy(): void; destroyed: boolean }>(count: number, one: () => Promise<Connection>) {
  const opened = await Promise.allSettled(Array.from({ length: count }, one));
  const mine = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  held.push(...mine);
  return { open: () => mine.filter(({ destroyed }) => !destroyed).length };
}

const tls = () => open(flooder).then((socket) => quietly(socket));
const bare = (bytes?: Buffer) =>
  new Promise<Socket>((opened, failed) => {
    const socket = connect(door.envoy.places.port, "127.0.0.1", () => {
      if (bytes) socket.write(bytes);
      opened(quietly(socket));
    });
    socket.once("error", failed);
  });
function quietly<S extends Socket | TLSSocket>(socket: S): S {
  return socket.on("error", () => undefined).resume() as S;
}

const asks = async (who: Caller) => (await http1(who, "GET", "/v1/models")).status;
const asksByHttp2 = async (who: Caller) => (await http2(who, { ":method": "GET", ":path": "/v1/models", ":authority": "model" })).status;

/** Twenty requests, one after the other, by both protocols: every one of them is answered. */
async function isServed(who: Caller) {
  const statuses = [];
  for (let round = 0; round < 10; round += 1) statuses.push(await asks(who), await asksByHttp2(who));
  expect(new Set(statuses)).toEqual(new Set([200]));
}

describe("a client that holds connections takes its own share alone", () => {
  test.each([88, 500])("%i idle TLS connections", async (count) => {
    const flood = await hold(count, tls);
    await until("those beyond the share are closed", () => flood.open() === connectionsOf(noisy, limits));
    await isServed(other);
    // Its own next one is refused, and the log says why.
    const refused = await http1(flooder, "GET", "/v1/models");
    expect(refused.status).toBe(0);
    await until("the refusal is in the log", () => door.envoy.recordsSoFar(refused).length > 0);
    expect(door.envoy.recordsSoFar(refused)).toEqual([
      expect.objectContaining({
        record: "refused-connection",
        reason: "its client has as many connections as it may",
        client: clientIdentity("demo", noisy.name),
      }),
    ]);
  });

  it("HTTP/2 connections full of requests whose body never ends", async () => {
    await hold(60, async () => {
      const socket = await open({ ...flooder, tls: { ALPNProtocols: ["h2"] } });
      const session = connectH2("https://model", { createConnection: () => quietly(socket) });
      session.on("error", () => undefined);
      for (let stream = 0; stream < limits.streams; stream += 1) {
        const request = session.request({ ":method": "POST", ":path": "/v1/completions", ":authority": "model" });
        request.on("error", () => undefined).write("{");
      }
      return session;
    });
    await isServed(other);
    expect(door.model.received.every(({ method }) => method === "GET")).toBe(true);
  });
});

describe("a stranger takes nothing that was granted", () => {
  const hello = Buffer.from("16030100f8010000f4", "hex");
  test.each([
    ["120 bare TCP connections", 120, undefined],
    ["400 bare TCP connections, more than a group of addresses may have", 400, undefined],
    ["200 handshakes that stop after their first bytes", 200, hello],
  ])("%s", async (_name, count, bytes) => {
    const flood = await hold(count, () => bare(bytes));
    if (count < limits.connectionsOfSource) await isServed(other);
    await until("they are gone", () => flood.open() === 0);
    await isServed(other);
  });
});
