import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { envoyArguments } from "../../../charts/front-door/container.ts";
import { type EnvoySpec, envoyConfig } from "../../../charts/front-door/envoy-config.ts";
import { authorityFile, configFiles, type FrontDoorPaths } from "../../../charts/front-door/paths.ts";
import { secretFiles } from "../../../charts/front-door/tls.ts";
import { limits } from "../../support/limits.ts";
import { until } from "../../support/until.ts";
import type { Answer } from "./call.ts";
import type { Identity } from "./certificates.ts";
import { unhurried } from "./unhurried.ts";

/** The real Envoy: `MODELKEEP_ENVOY`, or what `dev/front-door/install` made. */
export function envoyBinary(): string {
  const found = process.env["MODELKEEP_ENVOY"] ?? resolve(import.meta.dirname, "../../../.engine/envoy/bin/envoy");
  if (!existsSync(found)) throw new Error(`no Envoy at ${found}: run dev/front-door/install, or set MODELKEEP_ENVOY`);
  return found;
}

/** Writes a Secret as the kubelet mounts one: files are links into `..data`, which is swapped in one step. */
export function mountSecret(folder: string, files: Record<string, string>): void {
  const version = `..${process.hrtime.bigint()}`;
  mkdirSync(join(folder, version), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, version, name), text);
    if (!existsSync(join(folder, name))) symlinkSync(join("..data", name), join(folder, name));
  }
  symlinkSync(version, join(folder, "..data_tmp"));
  renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
}

/** A front door that runs, with the configuration that the pod would have, on a loopback port and in a folder of its own. */
export class Envoy {
  readonly paths: FrontDoorPaths;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #output = "";

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    const at = (name: string) => join(folder, name);
    this.paths = {
      address: "127.0.0.1",
      port,
      config: at("config"),
      server: at("server"),
      clientCa: at("client-ca"),
      socket: at("vllm.sock"),
    };
  }

  /** Lays out the files; nothing runs yet. */
  static async prepare(spec: EnvoySpec, server: Identity, authority: string, change = unhurried): Promise<Envoy> {
    const envoy = new Envoy(mkdtempSync(join(tmpdir(), "modelkeep-front-door-")), await freePort());
    mkdirSync(envoy.paths.config);
    envoy.mountServer(server);
    envoy.mountAuthority(authority);
    const files = { [configFiles.bootstrap]: change(envoyConfig(spec, envoy.paths)), ...secretFiles(spec, envoy.paths) };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(envoy.paths.config, name), JSON.stringify(content));
    return envoy;
  }

  mountServer({ cert, key }: Identity): void {
    mountSecret(this.paths.server, { "tls.crt": cert, "tls.key": key });
  }

  /** The authority of the clients, with its list of revoked certificates. */
  mountAuthority(pem: string): void {
    mountSecret(this.paths.clientCa, { [authorityFile]: pem });
  }

  /** Envoy's own judgement of the files. @throws Error with what it says against them */
  validate(): void {
    execFileSync(envoyBinary(), ["--mode", "validate", "--config-path", join(this.paths.config, configFiles.bootstrap)], {
      stdio: "pipe",
      timeout: limits.wait,
    });
  }

  async start(): Promise<void> {
    const child = spawn(
      envoyBinary(),
      // The log at once, not after a second.
      envoyArguments(this.paths).map((argument) => (argument === "1000" ? "20" : argument)),
    );
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    await until("Envoy listens or ends", async () => child.exitCode !== null || (await this.accepts()));
    if (child.exitCode !== null) throw new Error(`envoy ended with ${child.exitCode}: ${this.#output}`);
  }

  /** Everything that it has written, on both streams. */
  get output(): string {
    return this.#output;
  }

  /** The records of its log so far, oldest first. */
  get records(): Record<string, unknown>[] {
    return this.#output
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The records so far of the connection of a caller. */
  recordsSoFar({ peer, began }: Pick<Answer, "peer" | "began">): Record<string, unknown>[] {
    return this.records.filter((record) => record["peer"] === peer && String(record["time"]) >= began);
  }

  /** Whether the port takes connections: what the probes of the pod ask. */
  accepts(): Promise<boolean> {
    return new Promise((answer) => {
      const socket = connect(this.paths.port, this.paths.address, () => {
        socket.destroy();
        answer(true);
      });
      socket.on("error", () => answer(false));
    });
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null) {
      child.kill("SIGTERM");
      await new Promise((ended) => child.once("exit", ended));
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });
}
