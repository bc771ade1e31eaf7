import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { allowedRoutes } from "../../../charts/front-door/routes.ts";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, http2 } from "./call.ts";
import { arrivalsAt, type House, house, settled } from "./house.ts";

let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(onCluster);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

const arrivals = <Result>(run: () => Promise<Result>) => arrivalsAt(door, run);

/** Envoy does not answer all of what is no HTTP/2. */
const stays = () => settled(door);

/** Ways to write a path so that one reader takes it for a route and another for something else. */
const confusions = [
  ...[
    "//pause",
    "/v1/..;/pause",
    "/v1/../pause",
    "/v1/models/../../pause",
    "/v1/models/..;/pause",
    "/./pause",
    "/v1/./models",
    "/v1//models",
    "//v1/models",
  ],
  ...[
    "/v1/%2e%2e/pause",
    "/v1/%2E%2E%2Fpause",
    "/v1%2fmodels",
    "/v1/models%2f..%2f..%2fpause",
    "/v1/models%5c..",
    "/v1/models/%2e",
    "/%76%31/models",
  ],
  ...[
    "/v1/models/",
    "/v1/models/x",
    "/v1/models;x",
    "/v1/models?",
    "/v1/models?x=1",
    "/v1/models?/pause",
    "/v1/models%3f",
    "/v1/models%00",
    "/V1/models",
  ],
  ...[
    "/v1\\models",
    "/v1/..\\pause",
    "/v1/models\\..\\pause",
    "*",
    "pause",
    "v1/models",
    "/v1/models#/pause",
    "/v1/models%23",
    "/v1/models/%252e%252e/pause",
  ],
  ...[
    "http://model/v1/models",
    "http://model/pause",
    "https://x/../pause",
    "http://model",
    "model:443",
    "/v1/models,/pause",
    "/v1/models%20",
    "/pause?/v1/models",
  ],
];

describe("paths are taken to the letter", () => {
  test.each(confusions)("HTTP/1.1 %s", async (target) => {
    const [answers, seen] = await arrivals(async () => [await http1(client, "GET", target), await http1(client, "POST", target, {}, "{}")]);
    for (const { status } of answers) expect([400, 404]).toContain(status);
    expect(seen).toBe(0);
  });

  test.each(confusions)("HTTP/2 :path %s", async (target) => {
    const [answers, seen] = await arrivals(async () => [
      await http2(client, { ":method": "GET", ":path": target }, "", stays),
      await http2(client, { ":method": "POST", ":path": target }, "{}", stays),
    ]);
    // 0: Envoy resets the stream instead of answering a path that HTTP/2 does not know.
    for (const { status } of answers) expect([0, 400, 404]).toContain(status);
    expect(seen).toBe(0);
  });

  it("in HTTP/2 as well, where the three work", async () => {
    for (const { method, path } of allowedRoutes)
      expect(
        await arrivals(async () => (await http2(client, { ":method": method, ":path": path }, method === "POST" ? "{}" : "")).status),
      ).toEqual([200, 1]);
  });

  test.each([
    ["CONNECT", { ":method": "CONNECT", ":authority": "model:443" }],
    [
      "extended CONNECT",
      { ":method": "CONNECT", ":protocol": "websocket", ":path": "/v1/realtime", ":scheme": "https", ":authority": "model" },
    ],
    ["a second host", { ":method": "GET", ":path": "/pause", ":authority": "model", host: "/v1/models" }],
  ])("HTTP/2 %s", async (_name, headers) => {
    const [status, seen] = await arrivals(
      async () => (await http2(client, headers as Record<string, string>, "", stays).catch(() => ({ status: 0 }))).status,
    );
    expect([0, 400, 403, 404]).toContain(status);
    expect(seen).toBe(0);
  });
});
