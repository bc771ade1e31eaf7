import { execFile, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { ValidatedConfiguration } from "../../catalog/validated-configurations.ts";
import { containerArguments, type Places } from "./container-command.ts";
import type { RenderedServer } from "./rendered-server.ts";

const run = promisify(execFile);

/**
 * The GPUs of this machine, as the driver tells them.
 * @throws Error without a driver, where they are of several types, or divided by MIG: a container then sees a part, and the driver the whole
 */
export async function seenGpus(): Promise<ValidatedConfiguration["gpu"]> {
  const asked = ["--query-gpu=name,memory.total,driver_version,mig.mode.current", "--format=csv,noheader,nounits"];
  const { stdout } = await run("nvidia-smi", asked).catch(() => {
    throw new Error("nvidia-smi does not answer: this machine has no NVIDIA GPU, or no driver for it");
  });
  const [first, ...others] = [...new Set(stdout.trim().split("\n"))];
  if (first === undefined || others.length > 0)
    throw new Error(`the GPUs are of several types: ${[first, ...others].join("; ")}; accepted: one type`);
  const [name = "", memory = "", driver = "", mig = ""] = first.split(", ");
  if (mig === "Enabled") throw new Error(`${name} is divided by MIG; accepted: whole GPUs`);
  return { name, memoryMiB: Number(memory), driver };
}

const container = "modelkeep-gpu-check";

/**
 * Starts the server as the keep would, asks for a token as the readiness probe does, and ends it with SIGTERM.
 * @throws Error with the end of its log where it ends before it answers, or where its time for a start is over
 */
export async function serveOnce(
  runner: "docker" | "podman",
  server: RenderedServer,
  places: Places,
): Promise<Pick<ValidatedConfiguration, "vllm" | "seconds" | "log">> {
  const started = performance.now();
  const child = spawn(runner, containerArguments(server.pod, server.container, container, places), { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  let notStarted: Error | undefined;
  const ended = new Promise<void>((end) =>
    child
      .on("error", (error) => {
        notStarted = error;
        end();
      })
      .on("close", () => end()),
  );
  const seconds = (since: number) => (performance.now() - since) / 1000;
  const limit = Number(server.facts.environment["VLLM_ENGINE_READY_TIMEOUT_S"]);
  if (!(limit > 0)) throw new Error("the server's variables do not tell how long a start may take");
  const ready = server.container.readinessProbe?.exec?.command ?? [];
  try {
    for (;;) {
      if (notStarted !== undefined)
        throw new Error(`${runner} does not start: ${notStarted.message}; accepted: --runner docker or podman, on PATH`);
      if (child.signalCode !== null)
        throw new Error(`the server was ended by ${child.signalCode} before it answered:\n${log.slice(-4000)}`);
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} before it answered:\n${log.slice(-4000)}`);
      if (seconds(started) > limit) throw new Error(`no token within ${limit} s, the time for a start:\n${log.slice(-4000)}`);
      if (await answers(runner, ready)) break;
      await pause(1000);
    }
    const start = seconds(started);
    const untilToken = log;
    const told = performance.now();
    await run(runner, ["kill", "--signal", "TERM", container]);
    await ended;
    const vllm = /\bversion (\d+(?:\.\d+)+)/.exec(untilToken)?.[1];
    if (vllm === undefined) throw new Error("the server's log names no release of vLLM");
    return { vllm, seconds: { start, end: seconds(told) }, log: untilToken };
  } finally {
    await run(runner, ["rm", "--force", container]).catch(() => undefined);
  }
}

const answers = (runner: string, command: readonly string[]): Promise<boolean> =>
  run(runner, ["exec", container, ...command]).then(
    () => true,
    () => false,
  );
