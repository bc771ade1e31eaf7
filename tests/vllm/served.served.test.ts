import { afterEach, describe, expect, it, test } from "vitest";
import { ConfinedServer } from "../../dev/vllm-cpu/confined-server.ts";
import { until } from "../support/until.ts";
import { type Tiny, tiny } from "./tiny.ts";

let model: Tiny | undefined;
let server: ConfinedServer | undefined;
afterEach(async () => {
  await server?.remove();
  model?.remove();
  [server, model] = [undefined, undefined];
});

/** Starts a server for a tiny model. */
function start(architecture: string): ConfinedServer {
  model = tiny(architecture);
  server = new ConfinedServer(model.spec, model.checkpoint);
  return server;
}

/** As the startup probe and then the readiness probe ask. */
async function ready(one: ConfinedServer): Promise<void> {
  await until("the server lives or ends", async () => !one.running || (await one.probe("live", 5, 3600)) === 0);
  if (!one.running) throw new Error(`the server ended:\n${one.log.slice(-4000)}`);
  await until("a token comes", async () => (await one.probe("ready", 20)) === 0);
}

describe("a real vLLM under the rendered command, environment, user and mounts", () => {
  test.each(["qwen2", "llama", "deepseek-v2", "deepseek-v3"])("serves %s, and ends when it is told to", async (architecture) => {
    const one = start(architecture);
    await ready(one);
    const name = model!.spec.model.servedAs;
    const chat = { model: name, messages: [{ role: "user", content: "Hello" }], max_tokens: 8, ignore_eos: true };
    const { status, body } = await one.ask("/v1/chat/completions", chat);
    expect({ status, answer: JSON.parse(body) }).toMatchObject({ status: 200, answer: { model: name, usage: { completion_tokens: 8 } } });
    expect(one.log).not.toMatch(/Read-only file system|Network is unreachable/);
    one.terminate();
    expect(await one.ended).toBe(0);
  });

  // Recorded in catalog/vllm-cpu.ts; where it serves one day, this fails and the record is out of date.
  it("says what it cannot serve: DeepSeek's sparse attention", async () => {
    const one = start("deepseek-v3.2");
    expect(await one.ended).not.toBe(0);
    expect(one.log).toContain("Sparse Attention is not supported on CPU");
  });
});
