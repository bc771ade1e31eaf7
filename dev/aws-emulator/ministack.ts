import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");

/** A running MiniStack: an AWS API on loopback, whose resources live in its memory. */
export interface MiniStack {
  url: URL;
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
}

/** Port of loopback that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

/**
 * Starts the MiniStack of `dev/aws-emulator/install`; what it says goes to this process's own output.
 * @param folder for what it writes
 * @throws Error saying how to get it, or that it would not start
 */
export async function startMiniStack(folder: string, home: { account: string; region: string }): Promise<MiniStack> {
  const at = process.env["MODELKEEP_MINISTACK"] ?? join(root, ".engine/ministack");
  const program = join(at, "bin", "ministack");
  await access(program).catch(() => {
    throw new Error(`there is no MiniStack in ${at}; dev/aws-emulator/install puts it there, or set MODELKEEP_MINISTACK`);
  });
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const running = spawn(program, [], {
    cwd: folder,
    env: {
      ...{ PATH: process.env["PATH"], HOME: folder, TMPDIR: folder, S3_DATA_DIR: join(folder, "s3"), STATE_DIR: join(folder, "state") },
      ...{ BIND_HOST: "127.0.0.1", GATEWAY_PORT: String(port), LOG_LEVEL: "WARNING", IOT_MTLS_ENABLED: "0" },
      ...{ MINISTACK_ACCOUNT_ID: home.account, MINISTACK_REGION: home.region },
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const url = new URL(`http://127.0.0.1:${port}`);
  await untilItAnswers(url, running);
  return {
    url,
    stop: async () => {
      if (running.exitCode !== null || running.signalCode !== null) return;
      running.kill();
      await once(running, "exit");
    },
  };
}

async function untilItAnswers(url: URL, running: ChildProcess): Promise<void> {
  for (;;) {
    if (running.exitCode !== null) throw new Error(`MiniStack has ended with ${running.exitCode} before it answered`);
    const answer = await fetch(new URL("/_ministack/health", url)).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
}
