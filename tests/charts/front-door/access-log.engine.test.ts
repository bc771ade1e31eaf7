import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, raw } from "./call.ts";
import { type House, house, settled } from "./house.ts";

let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(onCluster);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

describe("the log", () => {
  it("has one record for one request, and not a byte of what the client wrote", { tags: ["shows-D9"] }, async () => {
    const canary = "canary7f3a";
    const attempts = [
      http1(
        client,
        "POST",
        "/v1/completions",
        { authorization: canary, "x-request-id": canary, host: canary, [canary]: "1" },
        `{"prompt":"${canary}"}`,
      ),
      http1(client, "POST", `/v1/completions?q=${canary}`, { "x-request-id": canary }, canary),
      http1(client, canary, `/${canary}`, { "x-request-id": canary }),
      http1(client, "GET", "/v1/models", { [`${canary}_x`]: canary, "x-request-id": canary }),
      http1(client, "GET", `/v1/${canary}%2f`, { "x-request-id": canary }),
      http1(client, "GET", "/v1/models", { "x-a": canary.repeat(3_000) }),
      raw(client, `${canary} garbage\r\n\r\n`),
      http1({ ...client, tls: { servername: `${canary}.example`, checkServerIdentity: () => undefined } }, "GET", "/v1/models"),
    ];
    for (const attempt of attempts) {
      expect(await door.recordsOf(await attempt)).toEqual([expect.objectContaining({ record: "request" })]);
    }
    await settled(door);
    expect(door.envoy.output).not.toContain(canary);
  });

  it("names a request by the id that the model server got, and by nothing where it got none", async () => {
    const through = await http1(client, "GET", "/v1/models");
    const [record] = await door.recordsOf(through);
    expect(record?.["id"]).toBe(door.model.received.at(-1)?.headers["x-request-id"]);
    const malformed = await http1(client, "GET", "/v1/models", { "x-request-id": "mine", a_b: "1" });
    expect(await door.recordsOf(malformed)).toEqual([expect.objectContaining({ id: null, status: 400 })]);
  });

  it("says how much and how long, as numbers", async () => {
    const answer = await http1(client, "POST", "/v1/completions", {}, '{"prompt":"x"}');
    expect(await door.recordsOf(answer)).toEqual([
      expect.objectContaining({
        route: "completions",
        status: 200,
        requestBytes: 14,
        responseBytes: expect.any(Number),
        milliseconds: expect.any(Number),
      }),
    ]);
  });

  it("has nothing of a probe, which connects and goes", async () => {
    const before = door.envoy.records.length;
    for (let probes = 0; probes < 5; probes += 1) expect(await door.envoy.accepts()).toBe(true);
    const { peer } = await settled(door);
    expect(door.envoy.records.slice(before).map((record) => record["peer"])).toEqual([peer]);
  });
});
