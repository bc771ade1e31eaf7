import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { promisify } from "node:util";
import { type Engine, engineEnvironment } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { Kubectl } from "./kubectl.ts";

const root = resolve(import.meta.dirname, "../..");
const nodeScript = join(root, "dev/kubernetes-node/node");

/** A node of `dev/kubernetes-node` that runs in a folder. */
export class KubernetesNode {
  readonly engine: Engine;
  readonly folder: string;
  /** Environment with the engine's programs on PATH, and `KUBECONFIG`. */
  readonly env: NodeJS.ProcessEnv;
  readonly kubectl: Kubectl;

  private constructor(engine: Engine, folder: string) {
    this.engine = engine;
    this.folder = folder;
    this.env = { ...engineEnvironment(engine, process.env), KUBECONFIG: join(folder, "admin.kubeconfig") };
    this.kubectl = new Kubectl(this.env);
  }

  /** The node that runs in a folder already. */
  static async in(folder: string): Promise<KubernetesNode> {
    return new KubernetesNode(await findEngine({ root, env: process.env }), folder);
  }

  /**
   * Brings a node up.
   * @param claimed cores and memory that it says it has, however much the machine has
   * @throws Error with all that the machine lacks, in one message
   */
  static async up(folder: string, claimed: { cores: number; memoryGiB: number }): Promise<KubernetesNode> {
    const node = await KubernetesNode.in(folder);
    await node.#script("up", folder, "--cores", String(claimed.cores), "--memory", String(claimed.memoryGiB));
    return node;
  }

  get kubeconfig(): string {
    return join(this.folder, "admin.kubeconfig");
  }

  /** Address of the node; its registry and API server listen there. */
  get address(): string {
    return readFileSync(join(this.folder, "address"), "utf8").trim();
  }

  /** Makes an image of a folder, and of single files besides (`here=there`). @returns name and digest, by which the node pulls it */
  push(rootFolder: string, name: string, ...files: readonly string[]): Promise<string> {
    return this.#script("push", this.folder, rootFolder, name, ...files);
  }

  /** Starts a command where the node is; what it complains of goes to this process's own standard error. */
  running(...command: readonly string[]): ChildProcessByStdio<Writable, Readable, null> {
    return spawn(nodeScript, ["exec", this.folder, ...command], { env: this.env, stdio: ["pipe", "pipe", "inherit"] });
  }

  /** Runs a command where the node is, and returns what it printed. */
  inside(...command: readonly string[]): Promise<string> {
    return this.#script("exec", this.folder, ...command);
  }

  /** Ends a program of the node, for example netpol-agent. */
  stop(program: string): Promise<string> {
    return this.#script("stop", this.folder, program);
  }

  start(program: string): Promise<string> {
    return this.#script("start", this.folder, program);
  }

  /** Ends the node with everything in it. */
  async down(): Promise<void> {
    await this.#script("down", this.folder);
  }

  async #script(...args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)(nodeScript, args, { env: this.env, maxBuffer: 2 ** 26 });
      return stdout.trim();
    } catch (error) {
      throw new Error(String((error as { stderr?: string }).stderr || error).trim(), { cause: error });
    }
  }
}
