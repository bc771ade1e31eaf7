import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { envoyWorkers } from "../../../charts/front-door/container.ts";
import { frontDoorLimits } from "../../../charts/front-door/limits.ts";
import { until } from "../../support/until.ts";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, raw } from "./call.ts";
import { arrivalsAt, type House, house, settled } from "./house.ts";

/** Grants that the clients' connections suffice to exceed. */
const keep = { ...onCluster, clients: onCluster.clients.map((one) => ({ ...one, limits: { ...one.limits, concurrent: 4 } })) };
const limits = frontDoorLimits(keep);
let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(keep);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

const arrivals = <Result>(run: () => Promise<Result>) => arrivalsAt(door, run);

describe("limits", () => {
  it(`take a body of ${limits.bodyBytes} bytes, and not one more`, async () => {
    const body = (bytes: number) => http1(client, "POST", "/v1/completions", {}, "x".repeat(bytes));
    expect(await arrivals(async () => (await body(limits.bodyBytes)).status)).toEqual([200, 1]);
    expect(await arrivals(async () => (await body(limits.bodyBytes + 1)).status)).toEqual([413, 0]);
  });

  it("hold for a body whose length is not said", async () => {
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const bytes = `POST /v1/completions HTTP/1.1\r\nhost: model\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(Math.ceil(limits.bodyBytes / 65_536) + 1)}0\r\n\r\n`;
    expect(await arrivals(async () => (await raw(client, bytes)).status)).toEqual([413, 0]);
  });

  test.each([
    ["size", { "x-a": "x".repeat(limits.headersKiB * 1024) }],
    ["number", Object.fromEntries(Array.from({ length: limits.headers + 1 }, (_, number) => [`x-${number}`, "1"]))],
  ])("refuse headers by their %s", async (_name, headers) => {
    expect(await arrivals(async () => (await http1(client, "GET", "/v1/models", headers)).status)).toEqual([431, 0]);
  });

  it("let a client that asks first send its body", async () => {
    const head = "POST /v1/completions HTTP/1.1\r\nhost: model\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n";
    expect(await arrivals(async () => (await raw(client, head)).status)).toEqual([100, 0]);
  });

  it("forward no body before it is complete: a slow sender holds nothing of the model server", { tags: ["shows-D10"] }, async () => {
    const [, seen] = await arrivals(() =>
      raw(client, 'POST /v1/completions HTTP/1.1\r\nhost: model\r\ncontent-length: 100\r\n\r\n{"prompt', () => settled(door)),
    );
    expect(seen).toBe(0);
  });

  it(`let ${limits.requests} requests through at once, and as many wait; any more get 503`, async () => {
    door.model.hold();
    door.model.mostOpen = 0;
    const beyond = 20;
    let refused = 0;
    const callers = keep.clients.map(({ name }) => door.caller(door.client(name)));
    const calls = Array.from({ length: 2 * limits.requests + beyond }, async (_, number) => {
      const { status } = await http1(callers[number % callers.length]!, "GET", "/v1/models");
      if (status === 503) refused += 1;
      return status;
    });
    // Envoy's workers count together and look before they add: each may let one too many through, or leave one place empty.
    await until("no more are refused", () => refused >= beyond - envoyWorkers && door.model.open >= limits.requests - envoyWorkers);
    door.model.letGo();
    const statuses = await Promise.all(calls);
    const count = (wanted: number) => statuses.filter((status) => status === wanted).length;
    expect(count(200) + count(503)).toBe(calls.length);
    expect(Math.abs(door.model.mostOpen - limits.requests)).toBeLessThanOrEqual(envoyWorkers);
    expect(Math.abs(count(200) - 2 * limits.requests)).toBeLessThanOrEqual(2 * envoyWorkers);
  });
});
