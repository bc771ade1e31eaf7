import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { probesNamespace } from "../../../charts/names.ts";
import { SandboxKeep } from "../../../dev/sandbox/keep.ts";
import { KubernetesNode } from "../../../dev/sandbox/kubernetes-node.ts";
import { type SandboxImages, type SandboxSettings, sandboxStackFile } from "../../../dev/sandbox/settings.ts";
import { takeTurn } from "./turn.ts";
import { model, weightsLockfile } from "./weights.ts";

/** Names the folder of a run: the node, the state and the keys of the keep. Set by {@link setup} before there are workers. */
export const folderVariable = "MODELKEEP_TEST_NODE";
/** Stack and keep of the suite. */
export const stack = "laptop";
/** Names the seconds that `pulumi up` may take: a keep that was made wrong on purpose may never come up. */
const limitVariable = "MODELKEEP_TEST_UP_SECONDS";
const lock = "models/tiny.lock.json";

/** Enough for a constant load, and an output that takes longer than a drain settles. */
const limits = { requestsPerMinute: 1200, concurrent: 4, inputTokens: 2048, outputTokens: 1024 };

/** Images that the suite has pushed, by digest; `python` is that of client pods. */
export interface PushedImages extends SandboxImages {
  python: string;
}

export interface KeepOnNodeOptions {
  /** Name of stack and keep. */
  name: string;
  /** Keys of its models; its only one where undefined. */
  models?: readonly string[];
  /** Namespaces of those who call it, or would like to. No other keep has clients there. */
  clientNamespaces: readonly string[];
  /** Folder of its state and keys in that of the run. */
  state: string;
}

/** A keep on the node of a run. */
export class KeepOnNode {
  /** Of the run. */
  readonly folder: string;
  readonly node: KubernetesNode;
  readonly keep: SandboxKeep;
  /** Namespaces whose pods are tried: its own, those of its clients, and the cluster's. */
  readonly namespaces: readonly string[];
  readonly #state: string;

  constructor(folder: string, node: KubernetesNode, { name, models, clientNamespaces, state }: KeepOnNodeOptions) {
    this.folder = folder;
    this.node = node;
    this.#state = join(folder, state);
    const limit = process.env[limitVariable];
    this.keep = new SandboxKeep({
      engine: node.engine,
      kubectl: node.kubectl,
      env: { KUBECONFIG: node.kubeconfig },
      folder: this.#state,
      stack: name,
      ...(models !== undefined && { models }),
      ...(limit !== undefined && { limitSeconds: Number(limit) }),
    });
    this.namespaces = [...clientNamespaces, "kube-system", this.keep.serving, probesNamespace(name)];
  }

  get images(): PushedImages {
    return JSON.parse(readFileSync(join(this.folder, "images.json"), "utf8")) as PushedImages;
  }
  set images(images: PushedImages) {
    writeFileSync(join(this.folder, "images.json"), JSON.stringify(images));
  }

  /** `pulumi up`. @throws Error with what it printed where it fails */
  async deploy(stackFile: string, files: Readonly<Record<string, string>>): Promise<string> {
    // A command that was ended early leaves its lock.
    rmSync(join(this.#state, "state/.pulumi/locks"), { recursive: true, force: true });
    const { code, said } = await this.keep.up(stackFile, files).catch((error: Error) => ({ code: error.name, said: error.message }));
    if (code !== 0) throw new Error(`pulumi up ended with ${code}:\n${said}`);
    return said;
  }
}

/** The node of a run, and the suite's own keep on it. */
export class NodeRun extends KeepOnNode {
  constructor(folder: string, node: KubernetesNode) {
    super(folder, node, { name: stack, clientNamespaces: ["default", "elsewhere"], state: "keep" });
  }

  /** Stack file of the keep; two replicas and two clients where nothing else is asked for. */
  stackFile(changes: Partial<SandboxSettings> = {}): string {
    const { python: _, ...images } = this.images;
    const node = { vcpus: 2, memoryGiB: 12 };
    return sandboxStackFile({ images, model, lock, node, replicas: 2, clients: ["notebook", "crawler"], limits, ...changes });
  }

  /** Files of the project that the settings name. */
  readonly files: Readonly<Record<string, string>> = { [lock]: weightsLockfile() };

  up(changes: Partial<SandboxSettings> = {}): Promise<string> {
    return this.deploy(this.stackFile(changes), this.files);
  }

  async destroy(): Promise<string> {
    const { code, said } = await this.keep.destroy(this.stackFile(), this.files);
    if (code !== 0) throw new Error(`pulumi destroy ended with ${code}:\n${said}`);
    return said;
  }
}

/** The run that this process is a worker of, with the suite's own keep: waits until no other file has it, and has it to the file's end. */
export async function nodeRun(): Promise<NodeRun> {
  const run = await runBeside();
  await takeTurn(run.folder);
  return run;
}

/** The run that this process is a worker of, for a file that leaves the suite's own keep alone: another file has that meanwhile. */
export async function runBeside(): Promise<NodeRun> {
  const folder = process.env[folderVariable];
  if (folder === undefined || !existsSync(join(folder, "ready")))
    throw new Error("no node runs: these tests are run by `npm run test:node`");
  return new NodeRun(folder, await KubernetesNode.in(join(folder, "node")));
}
