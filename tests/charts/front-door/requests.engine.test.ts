import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { vllmRoutes } from "../../../catalog/vllm-routes.ts";
import { allowedRoutes } from "../../../charts/front-door/routes.ts";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, http2 } from "./call.ts";
import { arrivalsAt, type House, house } from "./house.ts";

let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(onCluster);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

const arrivals = <Result>(run: () => Promise<Result>) => arrivalsAt(door, run);

describe("every route of vLLM but the three", () => {
  const allowed = new Set(allowedRoutes.map(({ method, path }) => `${method} ${path}`));
  const methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"];
  const shut = vllmRoutes.flatMap(({ path }) =>
    methods.filter((method) => !allowed.has(`${method} ${path}`)).map((method) => ({ method, path: path.replace(/\{[^}]+\}/g, "one") })),
  );

  it("answers 404 to every method, and never hears of it", { tags: ["shows-D5"] }, async () => {
    expect(shut.length).toBeGreaterThan(500);
    const [statuses, seen] = await arrivals(async () => {
      const answers: string[] = [];
      const waiting = [...shut];
      const callers = Array.from({ length: 8 }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const { status } = await http1(client, next.method, next.path);
          answers.push(`${next.method} ${next.path}: ${status}`);
        }
      });
      await Promise.all(callers);
      return answers;
    });
    expect(statuses).toHaveLength(shut.length);
    expect(statuses.filter((line) => !line.endsWith(": 404"))).toEqual([]);
    expect(seen).toBe(0);
  });

  it("upgrades nothing, on the three paths neither", { tags: ["shows-D5"] }, async () => {
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      "sec-websocket-version": "13",
    };
    for (const path of ["/v1/realtime", "/v1/models"])
      expect(await arrivals(async () => (await http1(client, "GET", path, upgrade)).status)).toEqual([403, 0]);
    const h2c = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABkAAQAAP__" };
    const [answer, seen] = await arrivals(() => http1(client, "GET", "/v1/models", h2c));
    expect([answer.status, seen, Object.keys(door.model.received.at(-1)?.headers ?? {}).sort()]).toEqual([
      200,
      1,
      ["host", "x-request-id"],
    ]);
  });
});

describe("what reaches the model server", () => {
  const loaded = {
    authorization: "Bearer canary-secret",
    "proxy-authorization": "Basic canary",
    cookie: "session=canary",
    "x-api-key": "canary",
    "api-key": "canary",
    "x-request-id": "canary-id",
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "canary",
    "x-forwarded-client-cert": "By=canary",
    forwarded: "for=203.0.113.9",
    "x-envoy-upstream-rq-timeout-ms": "1",
    "x-envoy-retry-on": "5xx",
    "x-envoy-original-path": "/pause",
    "x-original-url": "/pause",
    "x-rewrite-url": "/pause",
    "x-http-method-override": "DELETE",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "user-agent": "canary",
    te: "trailers",
    "x-whatever": "canary",
    accept: "application/json",
    "content-type": "application/json",
  };

  it("is the body, its framing and type, a host and an id of the front door's own; nothing else that a client sent", async () => {
    const { status } = await http1(client, "POST", "/v1/chat/completions", { ...loaded, host: "canary.example" }, '{"a":1}');
    expect(status).toBe(200);
    const { headers } = door.model.received.at(-1)!;
    expect(headers).toEqual({
      host: "model-server",
      accept: "application/json",
      "content-type": "application/json",
      "content-length": "7",
      "x-request-id": expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    });
  });

  it("over HTTP/2 likewise", async () => {
    const { te: _, ...rest } = loaded;
    await http2(client, { ":method": "POST", ":path": "/v1/completions", ":authority": "canary.example", ...rest }, "{}");
    expect(Object.keys(door.model.received.at(-1)!.headers).sort()).toEqual([
      "accept",
      "content-length",
      "content-type",
      "host",
      "x-request-id",
    ]);
    expect(JSON.stringify(door.model.received.at(-1))).not.toContain("canary");
  });

  // Forms of Host that CVE-2026-48746 came through.
  test.each(["h/?", "h/v1/models?", "h#", "model:443@evil", "[::1", "a b", "h/..", "%2f", "x".repeat(300)])(
    "is the same host, whatever Host says: %s",
    async (host) => {
      const [{ status }, seen] = await arrivals(() => http1(client, "GET", "/v1/models", { host }));
      expect([200, 400, 404]).toContain(status);
      expect(seen).toBe(status === 200 ? 1 : 0);
      if (seen) expect(door.model.received.at(-1)).toMatchObject({ path: "/v1/models", headers: { host: "model-server" } });
      expect(await arrivals(async () => (await http1(client, "POST", "/pause", { host })).status === 200)).toEqual([false, 0]);
    },
  );

  test.each(["auth_orization", "content_length", "x_request_id"])("is no header with an underscore: %s", async (name) => {
    expect(await arrivals(async () => (await http1(client, "GET", "/v1/models", { [name]: "1" })).status)).toEqual([400, 0]);
  });
});
