import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfinedServer } from "../../dev/vllm-cpu/confined-server.ts";
import { until } from "../support/until.ts";
import { type Tiny, tiny } from "./tiny.ts";

let model: Tiny;
beforeAll(() => {
  model = tiny("qwen2");
});
afterAll(() => model.remove());

async function served(): Promise<ConfinedServer> {
  const one = new ConfinedServer(model.spec, model.checkpoint);
  await until("the server lives or ends", async () => !one.running || (await one.probe("live", 5, 3600)) === 0);
  if (!one.running) throw new Error(`the server ended:\n${one.log.slice(-4000)}`);
  await until("a token comes", async () => (await one.probe("ready", 20)) === 0);
  return one;
}

/** A request whose answer is long, streamed; `begun` once the first of it is there. */
function longStream(one: ConfinedServer) {
  let begin = () => {};
  const begun = new Promise<void>((there) => {
    begin = there;
  });
  const body = { model: model.spec.model.servedAs, prompt: "1", max_tokens: 400, ignore_eos: true, stream: true };
  return { begun, answer: one.ask("/v1/completions", body, begin) };
}

describe("a real vLLM", () => {
  it("ends at once where it is told to while it starts", async () => {
    const one = new ConfinedServer(model.spec, model.checkpoint);
    await until("vLLM has begun", () => one.log.includes("non-default args"));
    one.terminate();
    // Before vLLM has a handler, by its own, or killed by the init.
    expect([143, 130, 137]).toContain(await one.ended);
    await one.remove();
  });

  it("finishes a stream that is under way when it is told to end", async () => {
    const one = await served();
    const stream = longStream(one);
    await stream.begun;
    one.terminate();
    const { status, body } = await stream.answer;
    expect(status).toBe(200);
    expect(body.trim()).toMatch(/data: \[DONE\]$/);
    expect(body.split("data: ").length).toBeGreaterThan(400);
    expect(await one.ended).toBe(0);
    await one.remove();
  });

  it("is drained only after the stream that is under way", async () => {
    const one = await served();
    const stream = longStream(one);
    await stream.begun;
    let ended = false;
    void stream.answer.then(() => {
      ended = true;
    });
    expect(await one.probe("drain", 600)).toBe(0);
    expect(ended).toBe(true);
    await one.remove();
  });

  it("is not ready and counts as stuck while its worker stands still, and is itself again after that", async () => {
    const one = await served();
    const workers = one.processes("VLLM::Worker");
    expect(workers).toHaveLength(1);
    for (const pid of workers) process.kill(pid, "SIGSTOP");
    expect(await one.probe("ready", 5)).toContain("and no other request moves");
    expect(await one.probe("live", 15, 3600)).toBe(0);
    expect(await one.probe("live", 15, 0)).toContain("though asked for");
    for (const pid of workers) process.kill(pid, "SIGCONT");
    await until("a token comes again", async () => (await one.probe("ready", 20)) === 0);
    expect(await one.probe("live", 15, 0)).toBe(0);
    await one.remove();
  });

  it("ends by itself when its engine dies", async () => {
    const one = await served();
    for (const pid of one.processes("VLLM::EngineCore")) process.kill(pid, "SIGKILL");
    expect(await one.ended).not.toBeNull();
    await one.remove();
  });
});
