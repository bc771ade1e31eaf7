import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { keepPhases } from "../../charts/keep.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import type { Container, PodSpec } from "../../charts/kubernetes/parts.ts";
import { modelServerName } from "../../charts/names.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { confinedCommand, socketFolderOf } from "./confined.ts";

/** The image's root folder: `MODELKEEP_VLLM_CPU`, or what `dev/vllm-cpu/install` made. */
export function vllmRoot(): string {
  const found = process.env["MODELKEEP_VLLM_CPU"] ?? resolve(import.meta.dirname, "../../.engine/vllm-cpu");
  if (!existsSync(join(found, "usr/local/bin/vllm")))
    throw new Error(`no vLLM in ${found}: run dev/vllm-cpu/install, or set MODELKEEP_VLLM_CPU`);
  return found;
}

/** A model server's pod as it is rendered, with the texts of the ConfigMaps of its keep. */
function rendered(spec: KeepSpec): { pod: PodSpec; container: Container; configMaps: Record<string, Record<string, string>> } {
  const objects = keepPhases([spec], chartTexts()).flatMap((phase) => [...phase.objects]);
  const configMaps = Object.fromEntries(
    objects.flatMap((object) => (object.kind === "ConfigMap" ? [[object.metadata.name, object.data ?? {}]] : [])),
  );
  const deployment = objects.find((object) => object.kind === "Deployment");
  const pod = deployment?.spec.template.spec;
  const container = pod?.containers.find(({ name }) => name === modelServerName);
  if (!pod || !container) throw new Error("the keep has no model server on one node");
  return { pod, container, configMaps };
}

/** What a request brought. */
export interface Said {
  status: number;
  body: string;
}

/** vLLM as a keep of this machine starts it: the rendered container, confined, with a checkpoint in place of the loader's volume. */
export class ConfinedServer {
  readonly socket: string;
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #probe: string;
  readonly #model: string;
  #log = "";
  /** Exit status of the container, once it has ended. */
  readonly ended: Promise<number | null>;

  /** @param checkpoint folder with the checkpoint's files */
  constructor(spec: KeepSpec, checkpoint: string) {
    this.#folder = mkdtempSync(join(tmpdir(), "modelkeep-vllm-cpu-"));
    const weights = join(this.#folder, "weights");
    mkdirSync(join(weights, "checkpoint"), { recursive: true });
    execFileSync("cp", ["-r", `${checkpoint}/.`, join(weights, "checkpoint")]);
    const { pod, container, configMaps } = rendered(spec);
    const work = join(this.#folder, "work");
    const { command, filter } = confinedCommand(pod, container, { root: vllmRoot(), work, configMaps, folders: { weights } });
    execFileSync("chmod", ["755", this.#folder]);
    this.socket = join(socketFolderOf(work), "vllm.sock");
    this.#probe = join(work, "programs", "probe.py");
    this.#model = spec.model.servedAs;
    const descriptor = openSync(filter, "r");
    this.#child = spawn(command[0]!, command.slice(1), { stdio: ["ignore", "pipe", "pipe", descriptor] });
    closeSync(descriptor);
    for (const stream of [this.#child.stdout!, this.#child.stderr!])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#log += text;
      });
    this.ended = new Promise((end) => this.#child.on("exit", end));
  }

  get log(): string {
    return this.#log;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Asks as the kubelet does, by the program that the container has. @returns 0, or what the probe says against it */
  probe(mode: "live" | "ready" | "drain", ...seconds: number[]): Promise<0 | string> {
    const child = spawn("python3", ["-I", "-S", this.#probe, mode, this.socket, this.#model, ...seconds.map(String)]);
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    return new Promise((answered) => child.on("exit", (code) => answered(code === 0 ? 0 : said.trim())));
  }

  /** A request on the bare socket. @param began told when the first bytes of the answer are there */
  ask(path: string, body?: object, began?: () => void): Promise<Said> {
    return new Promise((answered, failed) => {
      const request = httpRequest(
        { socketPath: this.socket, path, method: body ? "POST" : "GET", headers: { "content-type": "application/json" } },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (part: string) => {
            text += part;
            began?.();
          });
          response.on("end", () => answered({ status: response.statusCode ?? 0, body: text }));
          response.on("error", failed);
        },
      );
      request.on("error", failed);
      request.end(body ? JSON.stringify(body) : undefined);
    });
  }

  /** Processes of the container by the name that vLLM gives them, such as `VLLM::EngineCore`; by their numbers on this machine. */
  processes(name: string): number[] {
    const family = new Set([this.#child.pid!]);
    const all = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
    const parents = new Map(all.map((pid) => [Number(pid), parentOf(pid)]));
    for (let before = 0; before !== family.size; ) {
      before = family.size;
      for (const [pid, parent] of parents) if (parent !== undefined && family.has(parent)) family.add(pid);
    }
    return [...family].filter((pid) => commandOf(pid).includes(name));
  }

  /** SIGTERM to the first process of the container, as the runtime sends it. */
  terminate(): void {
    for (const pid of this.processes("/etc/modelkeep/programs/init.py")) {
      const inner = /^NSpid:.*\t1$/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
      if (inner) process.kill(pid, "SIGTERM");
    }
  }

  /** Ends what still runs, and removes what was made. */
  async remove(): Promise<void> {
    // With the first process of its namespace every other ends; the one outside would leave them.
    if (this.running) for (const pid of this.processes("")) process.kill(pid, "SIGKILL");
    await this.ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
