import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { vllmRequests } from "../../catalog/vllm-requests.ts";
import { decide } from "../../gate/decide/decide.ts";
import { ordinary, recorded } from "../gate/corpus.ts";
import { cases, model } from "../gate/decide/vectors.ts";

/** What dev/vllm/bodies.py answers. */
interface Read {
  version: string;
  fields: Record<string, string[]>;
  results: ({ values: Record<string, unknown>; chat: unknown[] | null } | { error: string })[];
}

interface Sent {
  name: string;
  route: string;
  body: Record<string, unknown>;
}

/** Reads bodies with vLLM's own models, all in one process: it takes a while to load. */
function read(bodies: readonly Sent[]): Read {
  const python = resolve(process.env["MODELKEEP_VLLM"] ?? ".engine/vllm", "bin/python");
  if (!existsSync(python)) throw new Error(`no vLLM at ${python}: run dev/vllm/install, or name its folder in MODELKEEP_VLLM`);
  const said = execFileSync(python, ["dev/vllm/bodies.py"], {
    input: JSON.stringify({ bodies }),
    maxBuffer: 2 ** 28,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return JSON.parse(said.toString());
}

/** Everything that the gate sends on for the vectors and for what libraries send. */
const sent: readonly Sent[] = [
  ...cases.map(({ name, grant, model, request }) => ({ name, verdict: decide(grant, model, request) })),
  ...recorded.map(({ name, request }) => ({ name, verdict: decide(ordinary, model, request) })),
].flatMap(({ name, verdict }) => (verdict.allowed && verdict.body ? [{ name, route: verdict.route, body: verdict.body }] : []));

/** A body that vLLM must not take, or nothing here is judged. */
const hostile: readonly Sent[] = [
  { name: "a model that is a number", route: "messages", body: { model: 1, messages: [], max_tokens: 1 } },
  { name: "a role that is none", route: "messages", body: { model: "a", messages: [{ role: "root", content: "hi" }], max_tokens: 1 } },
  { name: "an item that is none", route: "responses", body: { model: "a", input: [{ type: "nothing" }] } },
  { name: "an input that is none", route: "embeddings", body: { model: "a", input: {} } },
  { name: "a prompt that is none", route: "completions", body: { model: "a", prompt: {} } },
  { name: "messages that are none", route: "chat-completions", body: { model: "a", messages: [{ role: "user", content: 1 }] } },
  { name: "nothing to count", route: "count-tokens", body: { model: "a" } },
];

describe("vLLM's own models of requests", () => {
  let answer: Read;
  beforeAll(() => {
    answer = read([...sent, ...hostile]);
  });

  it("are those of the release in the catalog, which names their fields", () => {
    expect(answer.version).toBe("0.33.0");
    for (const [route, names] of Object.entries(vllmRequests)) expect(answer.fields[route], route).toEqual(names);
  });

  it(`read each of ${sent.length} bodies as what was sent`, () => {
    const others = sent.flatMap(({ name, body }, i) => {
      const result = answer.results[i]!;
      return ("error" in result ? [result.error] : differences(body, result.values, "")).map((problem) => `${name}: ${problem}`);
    });
    expect(others).toEqual([]);
  });

  it("make of each conversation a prompt of all that was said in it", () => {
    const routes = new Set<string>();
    sent.forEach(({ name, route, body }, i) => {
      const result = answer.results[i]!;
      if ("error" in result || result.chat === null) return;
      routes.add(route);
      const prompt = JSON.stringify(result.chat);
      for (const text of said(body)) expect(prompt, name).toContain(JSON.stringify(text).slice(1, -1));
    });
    expect([...routes].sort()).toEqual(["count-tokens", "messages", "responses"]);
  });

  it.each(hostile.map(({ name }, i) => [name, i] as const))("refuse %s", (_, i) => {
    expect(answer.results[sent.length + i]).toEqual({ error: expect.stringContaining("validation error") });
  });
});

/** Places at which what was read lacks something of what was sent, or has it otherwise. */
function differences(one: unknown, other: unknown, at: string): string[] {
  if (typeof one !== "object" || one === null) return Object.is(one, other) ? [] : [at];
  if (typeof other !== "object" || other === null) return [at];
  if (Array.isArray(one) && (!Array.isArray(other) || one.length !== other.length)) return [at];
  return Object.entries(one).flatMap(([name, value]) => differences(value, (other as Record<string, unknown>)[name], `${at}.${name}`));
}

/** Texts of a conversation, but for those that vLLM leaves out: reasoning that is not to be read, and a line that counts for Anthropic's bills. */
function said(body: Record<string, unknown>): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null)
      for (const [name, one] of Object.entries(value)) {
        if (typeof one !== "string") walk(one);
        else if (["text", "content", "output", "thinking", "arguments"].includes(name)) texts.push(one);
      }
  };
  walk([body["system"], body["messages"], body["input"]]);
  if (typeof body["instructions"] === "string") texts.push(body["instructions"]);
  return texts.filter((text) => !text.startsWith("x-anthropic-billing-header"));
}
