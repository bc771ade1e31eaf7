import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { settleSeconds } from "../../../charts/inference/shutdown.ts";
import { limits } from "../../support/limits.ts";
import { until } from "../../support/until.ts";
import { type Engine, fakeVllm } from "./fake-vllm.ts";
import { parts } from "./pod-parts.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-probe-"));
const program = join(folder, "probe.py");
beforeAll(() => {
  const [before, after, ...more] = parts.programs.probe.split('"/metrics", 5)');
  expect([after, more]).toEqual([expect.any(String), []]);
  const patient = `${before}"/metrics", ${patience})${after}`;
  writeFileSync(program, patient);
  writeFileSync(timeless, patient.replace("import time\n", `import time\n${clock}`));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Time enough for any answer, in seconds. */
const patience = limits.wait / 1000;

/** The program with a clock that goes on only where it sleeps, and with the patience that it has for its main question for the others as well. */
const timeless = join(folder, "timeless.py");
const clock = `
SLEPT = []
time.sleep = SLEPT.append
time.monotonic = lambda: sum(SLEPT)
import atexit
atexit.register(lambda: print("slept", *map(int, SLEPT)))
`;

/** Runs a program to its end, without blocking the fake server in this process. */
function run(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...(env ? { env } : {}) });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  return new Promise((ended, failed) => {
    child.on("error", failed);
    child.on("close", (code) => ended({ code, said: said.trim() }));
  });
}

async function probe(mode: string, engine: Partial<Engine>, seconds = engine.completion === "hang" ? 2 : patience, text = program) {
  const vllm = await fakeVllm(engine);
  try {
    const ended = await run("python3", [
      "-I",
      "-S",
      text,
      mode,
      vllm.socket,
      "the-model",
      String(seconds),
      ...(mode === "live" ? ["3600"] : []),
    ]);
    return { ...ended, asked: vllm.asked, measured: vllm.measured() };
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
    const { code, said } = await run("python3", ["-I", "-S", program, "live", join(folder, "none.sock"), "m", String(patience), "3600"]);
    expect({ code, said }).toEqual({ code: 1, said: "live: FileNotFoundError: [Errno 2] No such file or directory" });
  });
});

describe("a stuck engine, whose /health says 200", () => {
  const asked = (socket: string, mode: "live" | "ready", ...seconds: number[]) =>
    run("python3", ["-I", "-S", program, mode, socket, "the-model", ...seconds.map(String)]);
  const live = (socket: string, stuck: number) => asked(socket, "live", patience, stuck);

  it("is told by the tokens that do not come, though asked for", async () => {
    const vllm = await fakeVllm({ completion: "hang" });
    expect(await live(vllm.socket, 0)).toMatchObject({ code: 0 });
    expect(await asked(vllm.socket, "ready", 1)).toMatchObject({ code: 1 });
    const first = readFileSync(`${vllm.socket}.unanswered`, "utf8");
    expect(await live(vllm.socket, 3600)).toMatchObject({ code: 0 });
    expect(await live(vllm.socket, 0)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^live: no token for \d+ s, though asked for$/),
    });
    expect(await asked(vllm.socket, "ready", 1)).toMatchObject({ code: 1 });
    expect(readFileSync(`${vllm.socket}.unanswered`, "utf8")).toBe(first);
    await vllm.close();
  });

  it("is none as soon as any request moves, or a token comes", async () => {
    const vllm = await fakeVllm({});
    // Asked in vain since the machine started, when the count was another.
    writeFileSync(`${vllm.socket}.unanswered`, "1 5");
    expect(await live(vllm.socket, 0)).toMatchObject({ code: 0 });
    const count = 100 + 1.2e6;
    writeFileSync(`${vllm.socket}.unanswered`, `1 ${count}`);
    expect(await live(vllm.socket, 0)).toMatchObject({ code: 1 });
    expect(await asked(vllm.socket, "ready", patience)).toMatchObject({ code: 0 });
    expect(await live(vllm.socket, 0)).toMatchObject({ code: 0 });
    await vllm.close();
  });
});

describe("drain", () => {
  it("tells the front door first to close connections, then to take no request", async () => {
    const vllm = await fakeVllm({});
    const told: string[] = [];
    const watched = watch(vllm.folder, () => {
      try {
        const level = readFileSync(`${vllm.socket}.ending`, "utf8");
        if (level !== told.at(-1)) told.push(level);
      } catch {
        // Not there yet.
      }
    });
    await run("python3", ["-I", "-S", program, "drain", vllm.socket, "the-model", "1"]);
    await until("both are told", () => told.length === 2);
    watched.close();
    await vllm.close();
    expect(told).toEqual(["0.5", "1"]);
  });

  it("waits for the requests that run, and no longer", async () => {
    const drained = await probe("drain", { running: 2, runningAsks: 2 }, 40, timeless);
    expect(drained).toMatchObject({ code: 0, measured: 3, said: `slept ${settleSeconds} 1 1` });
  });

  it("gives up when its time is over", async () => {
    const running = { running: 2, runningAsks: Number.POSITIVE_INFINITY };
    expect(await probe("drain", running, 3, timeless)).toMatchObject({ code: 0, measured: 0, said: "slept 3" });
    const late = await probe("drain", running, settleSeconds + 3, timeless);
    expect(late).toMatchObject({ code: 0, measured: 3, said: `slept ${settleSeconds} 1 1 1` });
  });
});
