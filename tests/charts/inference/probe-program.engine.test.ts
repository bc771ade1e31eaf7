import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { probeProgram } from "../../../charts/inference/probe-program.ts";
import { serverCommand } from "../../../charts/inference/server-container.ts";
import { socketPath } from "../../../charts/names.ts";
import { type Engine, fakeVllm } from "./fake-vllm.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-probe-"));
const program = join(folder, "probe.py");
beforeAll(() => writeFileSync(program, probeProgram));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program to its end, without blocking the fake server in this process. */
function run(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string; seconds: number }> {
  const start = Date.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...(env ? { env } : {}) });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  return new Promise((ended, failed) => {
    child.on("error", failed);
    child.on("close", (code) => ended({ code, said: said.trim(), seconds: (Date.now() - start) / 1000 }));
  });
}

async function probe(mode: string, engine: Partial<Engine>, seconds = 2) {
  const vllm = await fakeVllm(engine);
  try {
    return { ...(await run("python3", ["-I", "-S", program, mode, vllm.socket, "the-model", String(seconds)])), asked: vllm.asked };
  } finally {
    await vllm.close();
  }
}

describe("readiness", () => {
  it("asks the model for one token", async () => {
    const { code, asked } = await probe("ready", {});
    expect(code).toBe(0);
    expect(asked).toEqual([
      { method: "POST", url: "/v1/completions", body: { model: "the-model", prompt: "1", max_tokens: 1, temperature: 0 } },
    ]);
  });

  test.each<[string, Partial<Engine>, string]>([
    ["an engine that is dead while /health says 200", { completion: 500 }, "ready: a completion answers 500"],
    ["an engine that hangs while /health says 200", { completion: "hang" }, "ready: no token in 2.0 s, and no other request moves"],
    ["an answer without a token", { tokens: 0 }, "ready: 0 tokens in place of 1"],
    ["a model that is not served", { completion: 404 }, "ready: a completion answers 404"],
    ["a refusal while nothing moves", { completion: 503 }, "ready: a completion answers 503, and no other request moves"],
    ["a server without metrics", { metrics: 404 }, "ready: OSError: /metrics answers 404"],
    ["a dead engine beside one that moved before", { completion: 500, tokensPerSecond: 100 }, "ready: a completion answers 500"],
  ])("fails for %s", async (_, engine, why) => expect(await probe("ready", engine)).toMatchObject({ code: 1, said: why }));

  test.each<[string, Partial<Engine>]>([
    ["is full and moves", { completion: "hang", tokensPerSecond: 50 }],
    ["turns requests away and moves", { completion: 503, tokensPerSecond: 50 }],
  ])("holds for a server that %s", async (_, engine) => expect(await probe("ready", engine)).toMatchObject({ code: 0, said: "" }));
});

describe("liveness", () => {
  it("goes by /health", async () => {
    expect(await probe("live", { completion: 500 })).toMatchObject({ code: 0, asked: [] });
    expect(await probe("live", { health: 503 })).toMatchObject({ code: 1, said: "live: /health answers 503" });
  });

  it("fails where nothing listens", async () => {
    const { code, said } = await run("python3", ["-I", "-S", program, "live", join(folder, "none.sock"), "m", "2"]);
    expect({ code, said }).toEqual({ code: 1, said: "live: FileNotFoundError: [Errno 2] No such file or directory" });
  });
});

describe("drain", () => {
  it("waits for the requests that run, and no longer", async () => {
    const { code, seconds } = await probe("drain", { running: 2, runningSeconds: 17 }, 40);
    expect(code).toBe(0);
    expect(seconds).toBeGreaterThan(16.5);
    expect(seconds).toBeLessThan(22);
  });

  it("gives up when its time is over", async () => {
    const { code, seconds } = await probe("drain", { running: 2, runningSeconds: 60 }, 3);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(6);
  });
});

describe("the server's command", () => {
  it("replaces a socket that a crash left, and hands over every argument as it is", async () => {
    const socket = join(folder, "vllm.sock");
    const left = createServer();
    await new Promise<void>((listening) => left.listen(socket, listening));
    // Stands for vLLM: fails as `bind` does where something lies, else says what it was called with, and whether it is the same process.
    const vllm = join(folder, "vllm");
    writeFileSync(vllm, `#!/bin/sh\n[ -e ${socket} ] && exit 98\necho "$$"; printf '%s\\n' "$@"\n`);
    chmodSync(vllm, 0o755);
    const [shell, ...rest] = serverCommand.map((word) => word.replace(socketPath, socket));
    const json = '--speculative-config={"method":"mtp","num_speculative_tokens":3}';
    const { code, said } = await run(shell!, [...rest, "/weights", json, "a b; exit 7"], { PATH: `${folder}:/usr/bin:/bin` });
    left.close();
    expect(code).toBe(0);
    expect(said.split("\n").slice(1)).toEqual(["serve", "/weights", json, "a b; exit 7"]);
    expect(existsSync(socket)).toBe(false);
  });
});
