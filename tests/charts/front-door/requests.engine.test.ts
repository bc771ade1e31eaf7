import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { vllmRoutes } from "../../../catalog/vllm-routes.ts";
import { frontDoorLimits } from "../../../charts/front-door/limits.ts";
import { allowedRoutes } from "../../../charts/front-door/routes.ts";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, http2, raw } from "./call.ts";
import { type House, house, settled } from "./house.ts";

const limits = frontDoorLimits(onCluster);
let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(onCluster);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

/** Runs something and says how many requests the model server saw of it. */
async function arrivals<Result>(run: () => Promise<Result>): Promise<[Result, number]> {
  const before = door.model.received.length;
  const result = await run();
  await settled();
  return [result, door.model.received.length - before];
}

describe("every route of vLLM but the three", () => {
  const allowed = new Set(allowedRoutes.map(({ method, path }) => `${method} ${path}`));
  const methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"];
  const shut = vllmRoutes.flatMap(({ path }) =>
    methods.filter((method) => !allowed.has(`${method} ${path}`)).map((method) => ({ method, path: path.replace(/\{[^}]+\}/g, "one") })),
  );

  it("answers 404 to every method, and never hears of it", async () => {
    expect(shut.length).toBeGreaterThan(500);
    const [statuses, seen] = await arrivals(async () => {
      const answers: string[] = [];
      const waiting = [...shut];
      const callers = Array.from({ length: 24 }, async () => {
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

  it("upgrades nothing, on the three paths neither", async () => {
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
      await http2(client, { ":method": "GET", ":path": target }),
      await http2(client, { ":method": "POST", ":path": target }, "{}"),
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
      async () => (await http2(client, headers as Record<string, string>).catch(() => ({ status: 0 }))).status,
    );
    expect([0, 400, 403, 404]).toContain(status);
    expect(seen).toBe(0);
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

describe("one request is one request", () => {
  const smuggled = "POST /pause HTTP/1.1\r\nhost: model\r\ncontent-length: 0\r\n\r\n";
  const post = (headers: string, body: string) => `POST /v1/completions HTTP/1.1\r\nhost: model\r\n${headers}\r\n${body}`;
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const attempts: [string, string][] = [
    ["CL.TE", post(`content-length: ${smuggled.length + 5}\r\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${smuggled}`)],
    ["TE.CL", post("transfer-encoding: chunked\r\ncontent-length: 4\r\n", `${chunk(smuggled)}0\r\n\r\n`)],
    ["two lengths", post(`content-length: 0\r\ncontent-length: ${smuggled.length}\r\n`, smuggled)],
    ["two lengths in one", post(`content-length: 0, ${smuggled.length}\r\n`, smuggled)],
    ["a signed length", post(`content-length: +${smuggled.length}\r\n`, smuggled)],
    ["a negative length", post("content-length: -1\r\n", smuggled)],
    ["a length in hex", post("content-length: 0x10\r\n", smuggled)],
    ["TE with a blank before the colon", post("transfer-encoding : chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["TE with a tab", post("transfer-encoding:\tx-chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["TE twice", post("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n", `0\r\n\r\n${smuggled}`)],
    ["TE identity", post(`transfer-encoding: identity\r\ncontent-length: ${smuggled.length}\r\n`, smuggled)],
    ["a folded header", post("x: 1\r\n transfer-encoding: chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["a bare CR", post("x: 1\rtransfer-encoding: chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["a bare LF", `POST /v1/completions HTTP/1.1\nhost: model\ntransfer-encoding: chunked\n\n0\n\n${smuggled}`],
    ["a NUL", post("x: \0\r\n", smuggled)],
    ["a chunk size that overflows", post("transfer-encoding: chunked\r\n", `fffffffffffffffff\r\n${smuggled}`)],
    ["a chunk extension with a line end", post("transfer-encoding: chunked\r\n", `0;x=\n\r\n\r\n${smuggled}`)],
    ["HTTP/1.0 with chunks", post("transfer-encoding: chunked\r\n", `0\r\n\r\n${smuggled}`).replace("HTTP/1.1", "HTTP/1.0")],
    ["HTTP/0.9", "GET /v1/models\r\n\r\n"],
    ["no host", "GET /v1/models HTTP/1.1\r\n\r\n"],
    ["a trailer that frames", post("transfer-encoding: chunked\r\n", `0\r\ncontent-length: 5\r\n\r\n${smuggled}`)],
    ["a body on GET", `GET /v1/models HTTP/1.1\r\nhost: model\r\ncontent-length: ${smuggled.length}\r\n\r\n${smuggled}`],
    ["a request behind a request", `${post("content-length: 2\r\n", "{}")}${smuggled}`],
  ];

  test.each(attempts)("%s: nothing but the three paths arrives, and no request twice", async (_name, bytes) => {
    const before = door.model.received.length;
    await raw(client, bytes);
    await settled();
    const seen = door.model.received.slice(before);
    expect(seen.length).toBeLessThanOrEqual(1);
    for (const { path, method } of seen) expect(["POST /v1/completions", "GET /v1/models"]).toContain(`${method} ${path}`);
    // Whatever arrived left the connection to the model server in step: the next request is understood.
    expect(await http1(client, "GET", "/v1/models")).toMatchObject({ status: 200, body: expect.stringContaining("/v1/models") });
  });
});

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

  it("forward no body before it is complete: a slow sender holds nothing of the model server", async () => {
    const [, seen] = await arrivals(() =>
      raw(client, 'POST /v1/completions HTTP/1.1\r\nhost: model\r\ncontent-length: 100\r\n\r\n{"prompt', 300),
    );
    expect(seen).toBe(0);
  });

  it(`let ${limits.requests} requests through at once, and as many wait; any more get 503`, async () => {
    door.model.delay = 1_500;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, door.model.open);
    }, 10);
    const answers = await Promise.all(Array.from({ length: 2 * limits.requests + 6 }, () => http1(client, "GET", "/v1/models")));
    clearInterval(watch);
    door.model.delay = 0;
    const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
    expect([most, count(200), count(503)]).toEqual([limits.requests, 2 * limits.requests, 6]);
  });
});

describe("the log", () => {
  it("has one record for one request, and not a byte of what the client wrote", async () => {
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
      const { peer } = await attempt;
      expect(await door.envoy.recordsOf(peer)).toEqual([expect.objectContaining({ record: "request" })]);
    }
    await sleep(200);
    expect(door.envoy.output).not.toContain(canary);
  });

  it("names a request by the id that the model server got, and by nothing where it got none", async () => {
    const through = await http1(client, "GET", "/v1/models");
    const [record] = await door.envoy.recordsOf(through.peer);
    expect(record?.["id"]).toBe(door.model.received.at(-1)?.headers["x-request-id"]);
    const malformed = await http1(client, "GET", "/v1/models", { "x-request-id": "mine", a_b: "1" });
    expect(await door.envoy.recordsOf(malformed.peer)).toEqual([expect.objectContaining({ id: null, status: 400 })]);
  });

  it("says how much and how long, as numbers", async () => {
    const { peer } = await http1(client, "POST", "/v1/completions", {}, '{"prompt":"x"}');
    expect(await door.envoy.recordsOf(peer)).toEqual([
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
    await sleep(300);
    expect(door.envoy.records.length).toBe(before);
  });
});
