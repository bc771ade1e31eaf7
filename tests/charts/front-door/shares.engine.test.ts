import { readFileSync } from "node:fs";
import { connect as connectH2 } from "node:http2";
import { connect, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import { connectionsOf, frontDoorLimits } from "../../../charts/front-door/limits.ts";
import { until } from "../../support/until.ts";
import { onCluster, workload } from "../keep-specs.ts";
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
const bare = (bytes?: Buffer, localAddress = "127.0.0.1") =>
  new Promise<Socket>((opened, failed) => {
    const socket = connect({ port: door.envoy.paths.port, host: "127.0.0.1", localAddress }, () => {
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

  it("HTTP/2 connections full of requests whose body never ends", { tags: ["shows-D10"] }, async () => {
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

it("a client that fills memory with bodies loses its own requests", { tags: ["shows-D10"] }, async () => {
  await door.end();
  // Bodies of 3 MiB: those of one client's streams come to four times the memory of the pod.
  const keep = { ...onCluster, clients: [workload(noisy.name, { inputTokens: 120_000 }), workload(quiet.name)] };
  door = await house(keep, hurried);
  const [greedy, modest] = [door.caller(door.client(noisy.name)), door.caller(door.client(quiet.name))];
  const megabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${door.envoy.pid}/status`, "utf8"))?.[1]) / 1024;
  let sent = 0;
  let lost = 0;
  await hold(30, async () => {
    const socket = await open({ ...greedy, tls: { ALPNProtocols: ["h2"] } });
    const session = connectH2("https://model", { createConnection: () => quietly(socket) });
    session.on("error", () => undefined);
    for (let stream = 0; stream < 16; stream += 1) {
      sent += 1;
      const request = session.request({ ":method": "POST", ":path": "/v1/completions", ":authority": "model" });
      request.on("error", () => {
        lost += 1;
      });
      request.write(Buffer.alloc(2_500_000, " "));
    }
    return session;
  });
  await until("some are given up", () => lost > sent / 4);
  const statuses = [];
  for (let round = 0; round < 20; round += 1)
    statuses.push((await http1(modest, "POST", "/v1/completions", {}, "x".repeat(20_000))).status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(megabytes()).toBeLessThan(frontDoorLimits(keep).memoryMiB);
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

  it("nor from one address what is left to others, while its flood goes on", { tags: ["shows-D10"] }, async () => {
    const flood = { on: true };
    const address = "127.0.0.2";
    const attackers = Array.from({ length: limits.connectionsOfSource + 40 }, async () => {
      while (flood.on) {
        const socket = await bare(undefined, address).catch(() => undefined);
        if (socket) {
          held.push(socket);
          await new Promise((closed) => socket.once("close", closed));
        }
      }
    });
    const others = Array.from({ length: 24 }, (_, number) => `127.0.1.${number + 1}`);
    await until("its own group is full", async () => (await asks({ ...other, from: address })) === 0);
    const statuses = [];
    for (const from of others) statuses.push(await asks({ ...other, from }));
    flood.on = false;
    for (const one of held.splice(0)) one.destroy();
    await Promise.all(attackers);
    // One group in eight is full: the hash puts some of the others into it.
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(others.length / 2);
  });
});
