import { execFile } from "node:child_process";
import dgram from "node:dgram";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ProbePlan, Way } from "../../../charts/probes/plan.ts";
import { limits } from "../../support/limits.ts";

/** The script as it stands in the tree. */
export const script = readFileSync(resolve(import.meta.dirname, "../../../charts/probes/probe.py"), "utf8");

/** What the probe said, and how it ended. */
export interface ProbeRun {
  status: number;
  /** The one line that it printed. */
  result: {
    verdict: string;
    open?: string[];
    unjudged?: string[];
    brokenControls?: string[];
    openAtStart?: string[];
    error?: string;
    ways?: { name: string; outcome: string; how: string }[];
  };
  /** The termination message that Kubernetes would keep. */
  report: Record<string, unknown> | undefined;
}

/** A way on loopback. */
export const way = (name: string, port: number, more: Partial<Way> = {}): Way => ({
  name,
  host: "127.0.0.1",
  port,
  protocol: "tcp",
  mustResolve: false,
  ...more,
});

/** Runs `text` with python3 on `plan`, as the pod does; `through` are the words of a command to run it under. */
export function runProbe(plan: unknown, { text = script, env = {}, through = [] as string[] } = {}): Promise<ProbeRun> {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  const [program, planFile, reportFile] = ["probe.py", "plan.json", "report"].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(program, text);
  writeFileSync(planFile, typeof plan === "string" ? plan : JSON.stringify(plan));
  const [file = "", ...args] = [...through, "python3", "-I", "-B", program, planFile, reportFile];
  return new Promise((done, failed) => {
    execFile(file, args, { env: { PATH: process.env["PATH"], ...env } }, (error, stdout, stderr) => {
      try {
        const lines = stdout.trim().split("\n");
        if (lines.length !== 1 || stderr !== "") throw new Error(`expected one line on stdout and none on stderr:\n${stdout}\n${stderr}`);
        let report: ProbeRun["report"];
        try {
          report = JSON.parse(readFileSync(reportFile, "utf8"));
        } catch {
          report = undefined;
        }
        done({ status: error ? Number(error.code) : 0, result: JSON.parse(lines[0]!), report });
      } catch (reason) {
        failed(reason);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

/** Of plans with a way that is silent: the time that it is given is all the time that they take. */
export const short = { timeoutSeconds: 0.5 };

/** A plan that waits for an answer as long as one takes. */
export const planOf = (controls: Way[], ways: Way[], more: Partial<ProbePlan> = {}): ProbePlan => ({
  timeoutSeconds: limits.wait / 1000,
  settleSeconds: 0,
  resolveSeconds: 0,
  controlAttempts: 1,
  controls,
  ways,
  ...more,
});

/**
 * The script, waiting before a line of its own until a port is closed, however long that takes here: no plan says so.
 * @param line as it stands in the script, once
 */
export function closedBefore(line: string, port: number): string {
  const parts = script.split(line);
  if (parts.length !== 2) throw new Error(`the script has this ${parts.length - 1} times: ${line}`);
  const wait = [
    "    while True:",
    "        try:",
    `            socket.create_connection(("127.0.0.1", ${port})).close()`,
    "        except OSError:",
    "            break",
    "        time.sleep(0.02)",
  ];
  return parts.join(`${wait.join("\n")}\n${line}`);
}

/** Ports that are open, silent or closed, on loopback. */
export class Ports {
  readonly #closers: (() => void)[] = [];

  /** A port that accepts connections; after `last` of them it is closed. */
  async open(last = Number.POSITIVE_INFINITY): Promise<number> {
    let seen = 0;
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      socket.destroy();
      seen += 1;
      if (seen >= last) server.close();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    this.#closers.push(() => server.close());
    return (server.address() as net.AddressInfo).port;
  }

  /** A port where nobody listens. */
  async closed(): Promise<number> {
    const server = net.createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((done) => server.close(done));
    return port;
  }

  /** A UDP port that gives each datagram back, or keeps silent. */
  async udp(replies: boolean): Promise<number> {
    const socket = dgram.createSocket("udp4");
    if (replies) socket.on("message", (message, { port, address }) => socket.send(message, port, address));
    await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
    this.#closers.push(() => socket.close());
    return socket.address().port;
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }
}
