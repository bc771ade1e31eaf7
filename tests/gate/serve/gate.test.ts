import { afterEach, describe, expect, it } from "vitest";
import { apiKeyDigest, newApiKey } from "../../../gate/identity/api-key.ts";
import { until } from "../../support/until.ts";
import { cases, grantWith } from "../decide/vectors.ts";
import { answer, type Behaviour, chat, GateRun, roomy } from "./gate-run.ts";

let run: GateRun;
afterEach(() => run.stop());
const started = async (...args: ConstructorParameters<typeof GateRun>) => {
  run = await new GateRun(...args).start();
  return run;
};
const recorded = (count: number) => until("requests are recorded", () => Promise.resolve(run.records.length >= count && run.records));

describe("what is refused", () => {
  it("sends the model server nothing: the corpus, client unknown, none, compressed, too long", {
    tags: ["gate-sends-nothing"],
  }, async () => {
    const identities = [{ kind: "certificate" as const, uri: "notebook" }];
    await started({ clients: [{ grant: grantWith(), rates: { requestsPerMinute: 1_000, tokensPerMinute: undefined }, identities }] });
    const refused = cases.filter(({ verdict, grant }) => !verdict["allowed"] && JSON.stringify(grant) === JSON.stringify(grantWith()));
    for (const { name, request, verdict } of refused) {
      const got = await run.ask(Buffer.from(request.body), {
        method: request.method,
        path: request.path.startsWith("/") ? request.path : `/${request.path}`,
      });
      expect([got.status, JSON.parse(got.text).error.code], name).toEqual([verdict["status"], verdict["rule"]]);
    }
    expect(refused.length).toBeGreaterThan(30);
    expect((await run.ask(chat(), { client: "stranger" })).status).toBe(401);
    expect((await run.ask(chat(), { client: "" })).status).toBe(401);
    expect((await run.ask(chat(), { client: "notebook, crawler" })).status).toBe(401);
    expect((await run.ask(chat(), { client: "__proto__" })).status).toBe(401);
    expect((await run.ask("x", { headers: { "content-encoding": "gzip" } })).status).toBe(415);
    expect((await run.ask("x".repeat(100_001))).status).toBe(413);
    expect([run.reached, run.startedIds]).toEqual([[], []]);
    await recorded(refused.length + 6);
    expect(new Set(run.records.map(({ outcome }) => outcome))).toEqual(new Set(["refused"]));
    expect(run.records.every(({ rule }) => rule !== undefined)).toBe(true);
  });

  it("has an answer in OpenAI's shape, and a record without a word of the request", async () => {
    await started();
    const got = await run.ask(chat({ canary_field: "canary value" }));
    expect(JSON.parse(got.text)).toEqual({
      error: {
        message: expect.stringContaining("accepted: "),
        type: "invalid_request_error",
        param: "canary_field",
        code: "field-unknown",
      },
    });
    const [record] = await recorded(1);
    expect(record).toMatchObject({ id: "id-1", client: "notebook", outcome: "refused", rule: "field-unknown", status: 400 });
    expect(JSON.stringify(record)).not.toContain("canary");
  });
});

describe("what is allowed", () => {
  it("reaches the model server as it was judged, once, and its answer comes back without the server's own headers", {
    tags: ["gate-answer"],
  }, async () => {
    await started();
    const got = await run.ask(chat({ max_tokens: 5_000, user: "somebody" }));
    expect(run.reached.map((body) => JSON.parse(body))).toEqual([chat({ max_tokens: 100, cache_salt: "salt-of-notebook" })]);
    expect(got).toMatchObject({ status: 200, text: '{"usage":{"prompt_tokens":5,"completion_tokens":7}}' });
    expect(got.headers).not.toHaveProperty("x-internal");
    const [record] = await recorded(1);
    expect(record).toMatchObject({
      outcome: "answered",
      status: 200,
      usage: { inputTokens: 5, outputTokens: 7 },
      bytesOut: got.text.length,
    });
  });

  it("streams as it comes, without the record of usage that the client did not ask for", async () => {
    await started();
    let next = () => {};
    run.behave = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      response.write('data: {"choices":[{}]}\n\n');
      next = () => {
        response.write('data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":1}}\n\n');
        response.end("data: [DONE]\n\n");
      };
    };
    const asked = run.begin(chat({ stream: true }));
    const text = await new Promise<string>((resolve) => {
      asked.on("response", (response) => {
        let all = "";
        response.on("data", (chunk) => {
          all += chunk;
          // The second event is sent only when the first has arrived.
          if (all === 'data: {"choices":[{}]}\n\n') next();
        });
        response.on("end", () => resolve(all));
      });
    });
    expect(text).toBe('data: {"choices":[{}]}\n\ndata: [DONE]\n\n');
    expect((await recorded(1))[0]).toMatchObject({ outcome: "answered", usage: { inputTokens: 5, outputTokens: 1 } });
  });

  it("goes to the route's own path, without what stands behind it", { tags: ["gate-path"] }, async () => {
    await started();
    const paths: (string | undefined)[] = [];
    run.behave = (request, response, body) => {
      paths.push(request.url);
      answer({})(request, response, body);
    };
    for (const path of ["/v1/messages?beta=true", "/v1/messages", "/v1/messages/count_tokens?beta=true"])
      expect((await run.ask({ ...chat(), ...(path.includes("count") ? {} : { max_tokens: 5 }) }, { path })).status).toBe(200);
    expect(paths).toEqual(["/v1/messages", "/v1/messages", "/v1/messages/count_tokens"]);
  });

  it("may be a stream of a message, whose usage is noted and goes on", async () => {
    await started();
    const text =
      'event: message_start\ndata: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":0}}}\n\n' +
      'event: message_delta\ndata: {"type":"message_delta","usage":{"input_tokens":5,"output_tokens":7}}\n\n';
    run.behave = (_, response) => response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).end(text);
    const got = await run.ask(chat({ max_tokens: 9, stream: true }), { path: "/v1/messages" });
    expect(got).toMatchObject({ status: 200, text });
    expect(JSON.parse(run.reached[0]!)).not.toHaveProperty("stream_options");
    expect((await recorded(1))[0]).toMatchObject({ route: "messages", outcome: "answered", usage: { inputTokens: 5, outputTokens: 7 } });
  });

  it("may be the list of models", async () => {
    await started();
    run.behave = answer({ data: [] });
    expect(await run.ask("", { method: "GET", path: "/v1/models" })).toMatchObject({ status: 200, text: '{"data":[]}' });
    expect((await recorded(1))[0]).toMatchObject({ route: "models", outcome: "answered", usage: undefined });
  });

  it("passes on an error of the model server as it is", async () => {
    await started();
    run.behave = (_, response) => response.writeHead(400, { "content-type": "application/json" }).end('{"error":{}}');
    expect(await run.ask(chat())).toMatchObject({ status: 400, text: '{"error":{}}' });
  });
});

describe("a client that leaves", () => {
  it("ends the request at the model server at once, and its place is free", async () => {
    await started({ slots: 1 });
    run.behave = (_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"choices":[{}]}\n\n');
    const asked = run.begin(chat({ stream: true }));
    asked.on("error", () => {});
    await new Promise((first) => asked.on("response", (response) => response.on("error", () => {}).once("data", first)));
    asked.destroy();
    await until("the model server sees it", () => Promise.resolve(run.brokenOff === 1));
    run.behave = answer({});
    expect((await run.ask(chat(), { client: "crawler" })).status).toBe(200);
    expect((await recorded(2)).map(({ outcome }) => outcome)).toEqual(["cancelled", "answered"]);
  });

  it("loses its turn while it waits, and the model server never sees its request", async () => {
    await started({ slots: 1 });
    const held: (() => void)[] = [];
    run.behave = (_, response) => held.push(() => response.end("{}"));
    const first = run.ask(chat());
    await until("one runs", () => Promise.resolve(held.length === 1));
    const second = run.begin(chat(), { client: "crawler" });
    second.on("error", () => {});
    const third = run.ask(chat({ max_tokens: 3 }));
    // The third waits behind the second as soon as the gate has both.
    await until("both wait", () => Promise.resolve(run.gate.waiting === 2));
    second.destroy();
    await until("one waits", () => Promise.resolve(run.gate.waiting === 1));
    held.shift()!();
    await until("the next runs", () => Promise.resolve(held.length === 1));
    held.shift()!();
    expect([(await first).status, (await third).status]).toEqual([200, 200]);
    expect(run.reached.map((body) => JSON.parse(body).max_tokens)).toEqual([100, 3]);
    expect((await recorded(3)).map(({ client, outcome }) => `${client} ${outcome}`).sort()).toEqual([
      "crawler cancelled",
      "notebook answered",
      "notebook answered",
    ]);
  });
});

describe("a model server", () => {
  it("that is not there is overloaded to Anthropic's libraries", async () => {
    await started();
    await run.endModel();
    const got = await run.ask(chat({ max_tokens: 1 }), { path: "/v1/messages" });
    expect([got.status, got.headers["retry-after"], JSON.parse(got.text).error.type]).toEqual([503, "5", "overloaded_error"]);
  });

  it("that is not there: 503 with Retry-After, and no second try", async () => {
    await started();
    await run.endModel();
    const got = await run.ask(chat());
    expect([got.status, got.headers["retry-after"], JSON.parse(got.text).error.code]).toEqual([503, "5", "model-server"]);
    expect((await recorded(1))[0]).toMatchObject({ outcome: "failed", status: 503 });
  });

  it("that ends without an answer gets the request once", async () => {
    await started();
    run.behave = (request) => request.socket.destroy();
    expect((await run.ask(chat())).status).toBe(503);
    expect(run.reached).toHaveLength(1);
  });

  it("that breaks off in the middle of an answer leaves the client one that is broken off", async () => {
    await started();
    run.behave = (request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: {}\n\n", () => request.socket.destroy());
    };
    await expect(run.ask(chat({ stream: true }))).rejects.toThrow(/aborted|hang up|reset/);
    expect((await recorded(1))[0]).toMatchObject({ outcome: "failed" });
  });
});

describe("identity", () => {
  it("by an API key is enough, is written down by its kind, and goes no further", { tags: ["gate-key"] }, async () => {
    const key = newApiKey();
    const identities = [{ kind: "key" as const, digest: apiKeyDigest(key), expires: "2999-01-01T00:00:00Z" }];
    await started({ clients: [{ grant: roomy(), rates: { requestsPerMinute: 10, tokensPerMinute: undefined }, identities }] });
    let seen: unknown;
    run.behave = (request, response) => {
      seen = request.headers;
      response.end("{}");
    };
    const shown = (authorization: string) => run.ask(chat(), { client: "", headers: { authorization } });
    expect((await shown(`Bearer ${key}`)).status).toBe(200);
    expect(JSON.stringify(seen)).not.toContain(key.slice(3));
    const refused = await shown(`Bearer ${newApiKey()}`);
    expect([refused.status, refused.headers["www-authenticate"], JSON.parse(refused.text).error.type]).toEqual([
      401,
      "Bearer",
      "authentication_error",
    ]);
    const [first, second] = await recorded(2);
    expect([first, second]).toMatchObject([
      { client: "notebook", identity: "key", outcome: "answered" },
      { client: "", identity: undefined, outcome: "refused", rule: "credential-unknown" },
    ]);
  });
});

describe("an input whose tokens its bytes do not say", () => {
  const narrow = (most: number) => ({
    clients: [
      {
        grant: roomy({ inputTokens: most }),
        rates: { requestsPerMinute: 100, tokensPerMinute: 1_000 },
        identities: [{ kind: "certificate" as const, uri: "notebook" }],
      },
    ],
  });

  it("is counted by the model server before it gets the request, and passes with as many as are granted", async () => {
    await started(narrow(5));
    expect((await run.ask(chat())).status).toBe(200);
    const { model, messages } = chat();
    expect(run.counted).toEqual([{ model, messages, add_generation_prompt: true }]);
    expect(run.reached).toHaveLength(1);
  });

  it("is refused with one more, and costs no tokens of the budget", { tags: ["gate-input-tokens"] }, async () => {
    await started(narrow(4));
    for (let i = 0; i < 20; i++) {
      const got = await run.ask(chat());
      expect([got.status, JSON.parse(got.text).error]).toMatchObject([
        400,
        { code: "input-tokens", message: "the input has 5 tokens; accepted: at most 4" },
      ]);
    }
    expect(run.reached).toEqual([]);
    expect((await recorded(20))[0]).toMatchObject({ route: "chat-completions", outcome: "refused", rule: "input-tokens", status: 400 });
  });

  it.each<[what: string, count: Behaviour, status: number, outcome: string]>([
    ["that the model server cannot read", (_, response) => response.writeHead(400).end("{}"), 400, "refused"],
    ["that it fails to count", (_, response) => response.writeHead(500).end("{}"), 503, "failed"],
    ["for which it gives no number", answer({ count: "5" }), 503, "failed"],
    ["for which it gives no JSON", (_, response) => response.end("5"), 503, "failed"],
    ["for which it breaks off", (_, response) => response.destroy(), 503, "failed"],
  ])("%s, goes no further", { tags: ["gate-input-uncounted"] }, async (_, count, status, outcome) => {
    await started(narrow(4));
    run.count = count;
    expect((await run.ask(chat())).status).toBe(status);
    expect(run.reached).toEqual([]);
    expect((await recorded(1))[0]).toMatchObject({ outcome, status });
  });

  it("is forgotten when its client leaves", async () => {
    await started(narrow(4));
    run.count = () => {};
    const asked = run.begin(chat());
    asked.on("error", () => {});
    await until("it is being counted", () => Promise.resolve(run.counted.length > 0));
    asked.destroy();
    expect((await recorded(1))[0]).toMatchObject({ outcome: "cancelled", status: undefined });
    expect(run.reached).toEqual([]);
  });
});

describe("an observer", () => {
  const look = (how: object = {}) => run.ask("", { client: "prometheus", path: "/metrics", method: "GET", ...how });

  it("is shown the gate's metrics and those of the model server that are on the list", { tags: ["gate-observer"] }, async () => {
    await started();
    await run.ask(chat());
    run.behave = (request, response) => {
      expect([request.method, request.url]).toEqual(["GET", "/metrics"]);
      response.end("vllm:num_requests_running 1.0\nvllm:cache_config_info 1.0\n");
    };
    const got = await look();
    expect([got.status, got.headers["content-type"]]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    expect(got.text).toContain('modelkeep_gate_tokens_total{client="notebook",direction="output"} 7\n');
    expect(got.text).toMatch(/\nvllm:num_requests_running 1\.0\n$/);
    expect((await recorded(2))[1]).toMatchObject({ client: "prometheus", route: "metrics", outcome: "answered", status: 200 });
  });

  it("is shown the gate's alone while the model server gives none", async () => {
    await started();
    run.behave = (_, response) => response.writeHead(500).end("vllm:num_requests_running 1.0\n");
    expect(await look()).toMatchObject({ status: 200, text: expect.not.stringContaining("vllm:") });
    await run.endModel();
    expect(await look()).toMatchObject({ status: 200, text: expect.stringContaining("modelkeep_gate_info") });
  });

  it("may ask for nothing else, and no client for metrics", { tags: ["gate-observer-alone"] }, async () => {
    await started();
    for (const how of [{ path: "/v1/models" }, { path: "/metrics?x" }, { path: "/metrics", method: "POST" }])
      expect((await look(how)).status).toBe(403);
    expect((await run.ask(chat(), { client: "prometheus" })).status).toBe(403);
    expect((await look({ client: "notebook" })).status).toBe(404);
    expect(run.reached).toEqual([]);
  });
});

describe("limits", () => {
  const client = (rates: { requestsPerMinute: number; tokensPerMinute: number | undefined }, grant = roomy()) => ({
    clients: [{ grant, rates, identities: [{ kind: "certificate" as const, uri: grant.client }] }],
  });

  it("of requests a minute", async () => {
    await started(client({ requestsPerMinute: 2, tokensPerMinute: undefined }));
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await run.ask(chat())).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect(run.reached).toHaveLength(2);
    expect(run.records.at(-1)).toMatchObject({ outcome: "refused", rule: "requests-per-minute" });
  });

  it("of tokens a minute: reserved before, settled by what the model server counted", { tags: ["gate-tokens"] }, async () => {
    await started(client({ requestsPerMinute: 100, tokensPerMinute: 400 }));
    // Each reserves some 160 and uses 12.
    for (let i = 0; i < 10; i++) expect((await run.ask(chat())).status).toBe(200);
    run.behave = answer({ usage: { prompt_tokens: 300, completion_tokens: 100 } });
    expect((await run.ask(chat())).status).toBe(200);
    const got = await run.ask(chat());
    expect([got.status, JSON.parse(got.text).error.code]).toEqual([429, "tokens-per-minute"]);
    expect(Number(got.headers["retry-after"])).toBeGreaterThan(10);
  });

  it("do not count tokens that were only counted", { tags: ["gate-count-free"] }, async () => {
    await started(client({ requestsPerMinute: 100, tokensPerMinute: 50 }));
    run.behave = answer({ input_tokens: 40 });
    const count = () => run.ask(chat(), { path: "/v1/messages/count_tokens" });
    for (let i = 0; i < 5; i++) expect(await count()).toMatchObject({ status: 200, text: '{"input_tokens":40}' });
    // Only a whole budget has room for one that is larger.
    const statuses = [];
    for (let i = 0; i < 2; i++) statuses.push((await run.ask(chat({ max_tokens: 1 }), { path: "/v1/messages" })).status);
    expect(statuses).toEqual([200, 429]);
  });

  it("are told to Anthropic's libraries in their own words", async () => {
    await started(client({ requestsPerMinute: 1, tokensPerMinute: undefined }));
    const ask = () => run.ask(chat({ max_tokens: 1 }), { path: "/v1/messages?beta=true" });
    expect((await ask()).status).toBe(200);
    const got = await ask();
    expect([got.status, Number(got.headers["retry-after"]) > 0]).toEqual([429, true]);
    expect(JSON.parse(got.text)).toMatchObject({ type: "error", error: { type: "rate_limit_error", code: "requests-per-minute" } });
  });

  it("of requests at once: as many wait, and the rest is turned away", async () => {
    await started(client({ requestsPerMinute: 100, tokensPerMinute: undefined }, roomy({ concurrent: 2 })));
    const held: (() => void)[] = [];
    run.behave = (_, response) => held.push(() => response.end("{}"));
    const asked = Array.from({ length: 5 }, () => run.ask(chat()));
    const refused = await Promise.race(asked);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "1"]);
    for (let done = 0; done < 4; done++) {
      await until("one runs", () => Promise.resolve(held.length > 0));
      expect(held.length).toBeLessThanOrEqual(2);
      held.shift()!();
    }
    expect((await Promise.all(asked)).map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429]);
  });
});

it("every request has one record, whatever becomes of it", async () => {
  await started({ slots: 2 });
  run.behave = (request, response, body) => {
    const { max_tokens: kind } = JSON.parse(body) as { max_tokens: number };
    if (kind === 1) request.socket.destroy();
    else response.end("{}");
  };
  const asks = Array.from({ length: 60 }, (_, i) => {
    const asked = run.begin(chat({ max_tokens: (i % 4) + 1 }), { client: i % 2 ? "notebook" : "crawler" });
    asked.on("error", () => {});
    asked.on("response", (response) => response.resume().on("error", () => {}));
    if (i % 4 === 2) asked.on("finish", () => asked.destroy());
    return new Promise((closed) => asked.on("close", closed));
  });
  await Promise.all(asks);
  await recorded(60);
  expect(run.records).toHaveLength(60);
  expect(run.gate.waiting).toBe(0);
});
