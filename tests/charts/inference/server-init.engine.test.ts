import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverCommand } from "../../../charts/inference/server-container.ts";
import { socketPath } from "../../../charts/names.ts";
import { until } from "../../support/until.ts";
import { parts } from "./pod-parts.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-init-"));
const program = join(folder, "init.py");
const socket = join(folder, "vllm.sock");
const ending = `${socket}.ending`;
beforeAll(() => writeFileSync(program, parts.programs.init));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands for vLLM: says that it runs, and then does what a test wants of it. */
function vllm(text: string): void {
  writeFileSync(join(folder, "vllm"), `#!/usr/bin/env python3\nimport os, signal, socket, subprocess, sys, time\n${text}\n`);
  chmodSync(join(folder, "vllm"), 0o755);
}

/** The init with the command of the charts; as the first process of a namespace where the machine lets it be one. */
function start(args: string[] = [], seconds?: string) {
  const command = serverCommand.map((word) => (word === socketPath ? socket : word.endsWith("/init.py") ? program : word));
  if (seconds !== undefined) command[4] = seconds;
  const child = spawn(command[0]!, [...command.slice(1), ...args], { env: { ...process.env, PATH: `${folder}:${process.env["PATH"]}` } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const ended = new Promise<{ code: number | null; said: string }>((end) => child.on("close", (code) => end({ code, said })));
  return { child, ended, says: (text: string) => until(`it says ${text}`, () => said.includes(text)) };
}

const signal = (child: ChildProcess) => child.kill("SIGTERM");

describe("the first process of the server's container", () => {
  it("removes a socket that a crash left, and hands over every argument as it is", { tags: ["server-removes-left-socket"] }, async () => {
    const left = createServer();
    await new Promise<void>((listening) => left.listen(socket, listening));
    writeFileSync(`${socket}.unanswered`, "1 1");
    vllm(`print(os.path.exists(${JSON.stringify(socket)}), sys.argv[1:])`);
    const json = '--speculative-config={"method":"mtp","num_speculative_tokens":3}';
    const { ended } = start(["/weights", json, "a b; exit 7"]);
    const { code, said } = await ended;
    left.close();
    expect(code).toBe(0);
    expect(said.trim()).toBe(`False ['serve', '/weights', '${json}', 'a b; exit 7']`);
    expect(existsSync(`${socket}.unanswered`)).toBe(false);
    expect(readFileSync(ending, "utf8")).toBe("0");
  });

  it("ends as the server ends", async () => {
    vllm("sys.exit(7)");
    expect((await start().ended).code).toBe(7);
    vllm("os.kill(os.getpid(), signal.SIGKILL)");
    expect((await start().ended).code).toBe(137);
  });

  it("ends a server that has no handler yet, and tells the front door", { tags: ["init-forwards-signal"] }, async () => {
    vllm('print("runs", flush=True); time.sleep(3600)');
    const { child, ended, says } = start();
    await says("runs");
    signal(child);
    expect(await ended).toMatchObject({ code: 143 });
    expect(readFileSync(ending, "utf8")).toBe("1");
  });

  it("passes on the first signal alone: a second one hangs vLLM", { tags: ["init-forwards-once"] }, async () => {
    vllm(
      "told = []\nsignal.signal(signal.SIGTERM, lambda *_: (told.append(1), print('told', flush=True)))\nprint('runs', flush=True)\n" +
        `while not os.path.exists(${JSON.stringify(join(folder, "enough"))}): time.sleep(0.05)\nprint('told', len(told))`,
    );
    // As after its start: it listens, so there is time.
    const listening = createServer();
    const { child, ended, says } = start([], "3600");
    await says("runs");
    await new Promise<void>((ready) => listening.listen(socket, ready));
    signal(child);
    await says("told");
    signal(child);
    await until("the second signal has arrived", () => /^(SigPnd|ShdPnd):\t0+$/m.test(readFileSync(`/proc/${child.pid}/status`, "utf8")));
    writeFileSync(join(folder, "enough"), "");
    const { code, said } = await ended;
    listening.close();
    rmSync(join(folder, "enough"));
    expect(code).toBe(0);
    expect(said).toMatch(/told 1\s*$/);
  });

  it("kills what does not end: soon where it does not listen yet", { tags: ["init-kills-late"] }, async () => {
    vllm('signal.signal(signal.SIGTERM, signal.SIG_IGN); print("runs", flush=True); time.sleep(3600)');
    const starting = start([], "3600");
    await starting.says("runs");
    signal(starting.child);
    expect(await starting.ended).toMatchObject({ code: 137, said: expect.stringContaining("init: the server does not end; killed") });
  });

  it("kills what does not end: after its time where it listens, or has no API", { tags: ["init-kills-at-deadline"] }, async () => {
    vllm('signal.signal(signal.SIGTERM, signal.SIG_IGN); print("runs", flush=True); time.sleep(3600)');
    const { child, ended, says } = start(["--headless"], "0.1");
    await says("runs");
    signal(child);
    expect(await ended).toMatchObject({ code: 137 });
  });
});
