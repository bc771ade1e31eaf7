import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SandboxKeep } from "../../../dev/sandbox/keep.ts";
import { KubernetesNode } from "../../../dev/sandbox/kubernetes-node.ts";
import { type SandboxImages, type SandboxSettings, sandboxStackFile } from "../../../dev/sandbox/settings.ts";
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

/** The node of a run, and the keep on it. */
export class NodeRun {
  readonly folder: string;
  readonly node: KubernetesNode;
  readonly keep: SandboxKeep;

  constructor(folder: string, node: KubernetesNode) {
    this.folder = folder;
    this.node = node;
    const limit = process.env[limitVariable];
    this.keep = new SandboxKeep({
      engine: node.engine,
      kubectl: node.kubectl,
      env: { KUBECONFIG: node.kubeconfig },
      folder: join(folder, "keep"),
      stack,
      ...(limit !== undefined && { limitSeconds: Number(limit) }),
    });
  }

  get images(): PushedImages {
    return JSON.parse(readFileSync(join(this.folder, "images.json"), "utf8")) as PushedImages;
  }
  set images(images: PushedImages) {
    writeFileSync(join(this.folder, "images.json"), JSON.stringify(images));
  }

  /** Stack file of the keep; two replicas and two clients where nothing else is asked for. */
  stackFile(changes: Partial<SandboxSettings> = {}): string {
    const { python: _, ...images } = this.images;
    const node = { vcpus: 2, memoryGiB: 12 };
    return sandboxStackFile({ images, model, lock, node, replicas: 2, clients: ["notebook", "crawler"], limits, ...changes });
  }

  /** Files of the project that the settings name. */
  readonly files: Readonly<Record<string, string>> = { [lock]: weightsLockfile() };

  /** `pulumi up`. @throws Error with what it printed where it fails */
  async up(changes: Partial<SandboxSettings> = {}): Promise<string> {
    // A command that was ended early leaves its lock.
    rmSync(join(this.folder, "keep/state/.pulumi/locks"), { recursive: true, force: true });
    const { code, said } = await this.keep
      .up(this.stackFile(changes), this.files)
      .catch((error: Error) => ({ code: error.name, said: error.message }));
    if (code !== 0) throw new Error(`pulumi up ended with ${code}:\n${said}`);
    return said;
  }

  async destroy(): Promise<string> {
    const { code, said } = await this.keep.destroy(this.stackFile(), this.files);
    if (code !== 0) throw new Error(`pulumi destroy ended with ${code}:\n${said}`);
    return said;
  }
}

/** The run that this process is a worker of. */
export async function nodeRun(): Promise<NodeRun> {
  const folder = process.env[folderVariable];
  if (folder === undefined || !existsSync(join(folder, "ready")))
    throw new Error("no node runs: these tests are run by `npm run test:node`");
  return new NodeRun(folder, await KubernetesNode.in(join(folder, "node")));
}
