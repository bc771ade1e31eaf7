import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundledGate } from "../../dev/gate/bundle.ts";
import { logLines } from "../../gate/audit/log-lines.ts";
import { verifyAudit } from "../../gate/audit/verify.ts";
import type { GateConfig } from "../../gate/config.ts";
import { certificateHeader } from "../../gate/identity/credential.ts";
import { idHeader } from "../../gate/serve/gate.ts";
import { until } from "../support/until.ts";

let folder: string;
let model: Server;
let config: GateConfig;
const at = (name: string) => join(folder, name);
const digest = `sha256:${"a".repeat(64)}`;
const bundle = await bundledGate();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-gate-"));
  writeFileSync(at("key"), Buffer.alloc(32, 7));
  writeFileSync(at("short"), "short");
  writeFileSync(at("gate.mjs"), bundle.text);
  config = {
    listen: at("gate"),
    upstream: at("model"),
    keyFile: at("key"),
    anchorFile: at("anchor"),
    thinkingBudgets: true,
    model: "deepseek",
    slots: 4,
    gate: bundle.digest,
    weights: digest,
    observers: [],
    issuers: [],
    clients: [
      {
        client: "notebook",
        identities: [{ kind: "certificate", uri: "notebook" }],
        routes: ["chat-completions", "models"],
        limits: { inputTokens: 10_000, outputTokens: 100, concurrent: 2, bodyBytes: 10_000 },
        rates: { requestsPerMinute: 1_000, tokensPerMinute: null },
        unknownFields: "refuse",
      },
    ],
  };
  model = createServer((incoming, response) => {
    incoming.resume().on("end", () => {
      if (incoming.headers["content-length"] === undefined) return;
      response.end('{"usage":{"prompt_tokens":3,"completion_tokens":4}}');
    });
  });
  await new Promise<void>((ready) => model.listen(at("model"), ready));
});
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
  model.closeAllConnections();
  model.close();
  rmSync(folder, { recursive: true });
});

/** A gate of its own process, with what it has printed. */
function started(settings: unknown = config) {
  writeFileSync(at("config"), JSON.stringify(settings));
  const child = spawn(process.execPath, [at("gate.mjs"), at("config")], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const gate = { child, out: "", errors: "", ended: new Promise<number | null>((done) => child.on("close", done)) };
  child.stdout.on("data", (chunk) => (gate.out += chunk));
  child.stderr.on("data", (chunk) => (gate.errors += chunk));
  return gate;
}

function ask(id: string, how: { method?: string; path?: string; body?: string } = {}): Promise<number> {
  const body = how.body ?? JSON.stringify({ model: "deepseek", messages: [{ role: "user", content: "canary" }] });
  return new Promise((done, failed) => {
    const headers = { [certificateHeader]: "notebook", [idHeader]: id, ...(body !== "" && { "content-length": Buffer.byteLength(body) }) };
    const asked = request(
      { socketPath: at("gate"), method: how.method ?? "POST", path: how.path ?? "/v1/chat/completions", headers },
      (got) => got.resume().on("end", () => done(got.statusCode!)),
    );
    asked.on("error", failed).end(body);
  });
}
const ready = (gate: { out: string }) =>
  until("the gate answers", async () => gate.out !== "" && (await ask("ready", { path: "/none" }).catch(() => 0)) === 404);

describe("the gate as a process", () => {
  it("judges, passes on, and writes a chain that holds, without a word of a request", async () => {
    const gate = started();
    await ready(gate);
    expect(await ask("one")).toBe(200);
    expect(await ask("two", { body: '{"canary":1}' })).toBe(400);
    gate.child.kill("SIGTERM");
    expect(await gate.ended).toBe(0);
    expect(verifyAudit(logLines(gate.out))).toMatchObject({ problems: [], chains: [{ unended: [] }] });
    const lines = gate.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ record: "gate-started", gate: bundle.digest, weights: digest, model: "deepseek", after: null });
    expect(lines.filter(({ id }) => id === "one").map(({ record, outcome }) => [record, outcome])).toEqual([
      ["request-started", undefined],
      ["request-ended", "answered"],
    ]);
    expect(lines.at(-1)).toMatchObject({ id: "two", outcome: "refused", rule: "field-unknown", status: 400 });
    expect([gate.errors, gate.out.includes("canary")]).toEqual(["", false]);
  });

  it("that is killed leaves a request without an end, and the next start names where it stood", async () => {
    const killed = started();
    await ready(killed);
    expect(await ask("one")).toBe(200);
    // The model server never answers this one.
    ask("never", { method: "GET", path: "/v1/models", body: "" }).catch(() => {});
    await until("the request is announced", () => Promise.resolve(killed.out.includes('"never"')));
    killed.child.kill("SIGKILL");
    await killed.ended;
    const next = started();
    await ready(next);
    next.child.kill("SIGTERM");
    await next.ended;
    const log = killed.out + next.out;
    expect(verifyAudit(logLines(log))).toMatchObject({ problems: [], chains: [{ unended: ["never"] }, { unended: [] }] });
    const cut = killed.out.trim().split("\n").slice(0, -2).join("\n");
    expect(verifyAudit(logLines(`${cut}\n${next.out}`)).problems.map(({ kind }) => kind)).toEqual(["cut-off"]);
  });

  it("ends what runs before it ends itself", async () => {
    const gate = started();
    await ready(gate);
    let answer = () => {};
    model.removeAllListeners("request");
    model.on("request", (_, response) => {
      answer = () => response.end("{}");
      gate.child.kill("SIGTERM");
    });
    const asked = ask("last");
    await until("it was told to end", () => Promise.resolve(gate.child.killed));
    await until("it takes no more", () =>
      ask("late").then(
        () => false,
        () => true,
      ),
    );
    answer();
    expect(await asked).toBe(200);
    expect(await gate.ended).toBe(0);
  });
});

describe("settings that are wrong end it with one line", () => {
  it.each<[string, () => unknown, RegExp]>([
    ["a field that is not known", () => ({ ...config, debug: true }), /^gate: \S+: : Unrecognized key: "debug"\n$/],
    ["a client twice", () => ({ ...config, clients: [config.clients[0], config.clients[0]] }), /two clients have one name\n$/],
    ["a route that is not known", () => ({ ...config, clients: [{ ...config.clients[0], routes: ["embed"] }] }), /clients\.0\.routes\.0: /],
    ["no key", () => ({ ...config, keyFile: at("none") }), /ENOENT.*none/],
    [
      "another text than the gate's",
      () => ({ ...config, gate: digest }),
      /the gate's own text has the digest sha256:\w+; accepted: sha256:a+\n$/,
    ],
    ["a short key", () => ({ ...config, keyFile: at("short") }), /short has 5 bytes; accepted: at least 32\n$/],
  ])("%s", async (_, settings, said) => {
    const gate = started(settings());
    expect(await gate.ended).toBe(1);
    expect(gate.errors).toMatch(said);
    expect(gate.errors.trim().split("\n")).toHaveLength(1);
    expect(gate.out).toBe("");
  });
});
