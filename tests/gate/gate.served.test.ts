import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfinedServer } from "../../dev/vllm-cpu/confined-server.ts";
import { certificateHeader } from "../../gate/identity/credential.ts";
import { shownMetrics } from "../../gate/metrics/model-series.ts";
import { idHeader, RequestGate } from "../../gate/serve/gate.ts";
import type { RequestRecord } from "../../gate/serve/record.ts";
import { until } from "../support/until.ts";
import { type Tiny, tiny } from "../vllm/tiny.ts";
import { ordinary, recorded } from "./corpus.ts";

const lookUp = {
  type: "function",
  function: { name: "look_up", description: "looks a word up", parameters: { type: "object", properties: {} } },
};
let model: Tiny;
let server: ConfinedServer;
let door: Server;
const folder = mkdtempSync(join(tmpdir(), "modelkeep-gate-served-"));
const records: RequestRecord[] = [];
const socketPath = join(folder, "gate");

beforeAll(async () => {
  model = tiny("qwen2");
  // Under the name of a model whose recipe reads calls of tools, and in its format of messages.
  const spec = { ...model.spec, model: { ...model.spec.model, name: "DeepSeek-V3.2-Exp" } };
  server = new ConfinedServer(spec, model.checkpoint);
  await until("the server lives or ends", async () => !server.running || (await server.probe("live", 5, 3600)) === 0);
  if (!server.running) throw new Error(`the server ended:\n${server.log.slice(-4000)}`);
  await until("a token comes", async () => (await server.probe("ready", 20)) === 0);
  const rates = { requestsPerMinute: 10_000, tokensPerMinute: undefined };
  const limits = { ...ordinary.limits, concurrent: 2, outputTokens: 16 };
  const gate = new RequestGate({
    // The parser of reasoning of V3.2 does not say where thinking begins.
    model: { servedAs: model.spec.model.servedAs, thinkingBudgets: false },
    clients: ["one", "other", "narrow"].map((client) => ({
      grant: { ...ordinary, limits: client === "narrow" ? { ...limits, inputTokens: 60 } : limits, client, cacheSalt: `salt-of-${client}` },
      rates,
      identities: [{ kind: "certificate", uri: client } as const],
    })),
    slots: 2,
    observers: [{ observer: "prometheus", identities: [{ kind: "certificate", uri: "prometheus" }] }],
    issuers: [],
    about: { gate: "sha256:g", policy: "sha256:p", weights: "sha256:w", model: model.spec.model.servedAs },
    date: Date.now,
    socketPath: server.socket,
    now: () => performance.now(),
    started: () => {},
    record: (record) => records.push(record),
  });
  door = createServer((incoming, response) => void gate.handle(incoming, response));
  await new Promise<void>((ready) => door.listen(socketPath, ready));
});

afterAll(async () => {
  door?.close();
  await server?.remove();
  model?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks through the gate, and waits for the record of it. */
async function ask(client: string, path: string, body: object, method = "POST") {
  const before = records.length;
  const text = method === "GET" ? "" : JSON.stringify({ ...body, model: model.spec.model.servedAs });
  const answer = await new Promise<{ status: number; text: string }>((answered, failed) => {
    const headers = { [certificateHeader]: client, [idHeader]: "id", "content-length": Buffer.byteLength(text) };
    request({ socketPath, path, method, headers }, (response) => {
      let all = "";
      response.setEncoding("utf8").on("data", (part) => (all += part));
      response.on("end", () => answered({ status: response.statusCode!, text: all }));
      response.on("error", failed);
    })
      .on("error", failed)
      .end(text);
  });
  await until("it is recorded", () => Promise.resolve(records.length > before));
  return { ...answer, record: records.at(-1)! };
}

/** Tokens of prompts that the server has looked for in its cache, and found there. */
async function cache(): Promise<{ queries: number; hits: number }> {
  const { body } = await server.ask("/metrics");
  const count = (name: string) => Number(new RegExp(`^vllm:prefix_cache_${name}_total\\{[^}]*\\} (\\S+)$`, "m").exec(body)?.[1]);
  return { queries: count("queries"), hits: count("hits") };
}

describe("a real vLLM behind the gate", () => {
  // The tiny model writes and does not embed. What is refused, and why, stands in corpus.test.ts.
  const asked = recorded.filter(
    ({ request: { path }, name }) =>
      !path.includes("embeddings") && !/beta tool runner|@ai-sdk\/openai 4.*responses (stream )?tools, 2$/.test(name),
  );

  it.each(asked.map((one) => [one.name, one] as const))("answers %s", async (_, { request: { path, method }, body }) => {
    const { status, text, record } = await ask("one", path, (body ?? {}) as object, method);
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(record.outcome).toBe("answered");
    if (/models$|count_tokens/.test(path.split("?")[0]!)) return;
    expect(record.usage?.inputTokens).toBeGreaterThan(0);
    expect(record.usage?.outputTokens).toBeGreaterThan(0);
    const wantsUsage = (body as { stream_options?: { include_usage?: boolean } }).stream_options?.include_usage === true;
    if (/^data: /m.test(text) && !/^event: /m.test(text)) expect(text.includes('"choices":[]')).toBe(wantsUsage);
  });

  it.each<[string, (text: string) => object]>([
    ["/v1/chat/completions", (text) => ({ messages: [{ role: "user", content: text }] })],
    ["/v1/completions", (text) => ({ prompt: text })],
    ["/v1/messages", (text) => ({ max_tokens: 4, messages: [{ role: "user", content: [{ type: "text", text }] }] })],
    ["/v1/responses", (text) => ({ input: [{ role: "user", content: text }] })],
  ])("keeps what it caches of one client from another: %s", async (path, body) => {
    const prompt = `${path} ${"one and another word ".repeat(120)}`;
    const found = async (client: string) => {
      const before = await cache();
      expect((await ask(client, path, body(prompt))).status).toBe(200);
      const after = await cache();
      expect(after.queries).toBeGreaterThan(before.queries);
      return after.hits - before.hits;
    };
    expect(await found("one")).toBe(0);
    expect(await found("one")).toBeGreaterThan(100);
    expect(await found("other")).toBe(0);
  });

  it.each<[string, (text: string) => object]>([
    ["/v1/chat/completions", (text) => ({ messages: [{ role: "user", content: text }], tools: [lookUp] })],
    ["/v1/completions", (text) => ({ prompt: text })],
    ["/v1/messages", (text) => ({ max_tokens: 4, system: "be brief", messages: [{ role: "user", content: text }] })],
  ])("counts an input as the server does, and refuses one that is too long: %s", async (path, body) => {
    const long = body("one and another word ".repeat(30));
    const refused = await ask("narrow", path, long);
    expect(refused).toMatchObject({ status: 400, record: { outcome: "refused", rule: "input-tokens" } });
    const [, counted] = /the input has (\d+) tokens; accepted: at most 60/.exec(refused.text) ?? [];
    expect((await ask("one", path, long)).record.usage?.inputTokens).toBe(Number(counted));
  });

  it("shows an observer its metrics, and none but those on the list", async () => {
    await ask("one", "/v1/chat/completions", { messages: [{ role: "user", content: "metrics" }] });
    const { status, text } = await ask("prometheus", "/metrics", {}, "GET");
    expect(status).toBe(200);
    const families = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name!);
    const shown = families.filter((name) => name.startsWith("vllm:")).map((name) => name.replace(/_total$/, ""));
    expect(shown.sort()).toEqual([...shownMetrics].sort());
    expect(families.filter((name) => !/^(vllm:|modelkeep_gate_|process_resident)/.test(name))).toEqual([]);
    expect(text).toContain('modelkeep_gate_requests_total{client="one",route="chat-completions",outcome="answered",rule="none"}');
  });

  it("counts tokens without looking into its cache", async () => {
    const before = await cache();
    const { text } = await ask("one", "/v1/messages/count_tokens", {
      messages: [{ role: "user", content: "one and another word ".repeat(120) }],
    });
    expect(JSON.parse(text).input_tokens).toBeGreaterThan(100);
    expect(await cache()).toEqual(before);
  });
});
