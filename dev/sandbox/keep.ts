import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { servingNamespace } from "../../charts/names.ts";
import { type Engine, engineEnvironment } from "../../engine/pulumi/engine.ts";
import { openWorkspace, said } from "../../engine/pulumi/workspace.ts";
import { variantFolder } from "../../tests/support/variant-folder.ts";
import { Authority } from "./certificates.ts";
import type { Applied, Kubectl } from "./kubectl.ts";
import { clientSecret, frontDoorSecretNames, frontDoorSecrets } from "./secrets.ts";

const repository = resolve(import.meta.dirname, "../..");

/**
 * A temporary folder with a stack's program, its stack file, and files beside it, by path. The caller removes it.
 * @param main program of this repository, by its path; that of every keep where undefined
 */
export function projectFolder(stack: string, stackFile: string, files: Readonly<Record<string, string>>, main?: string): string {
  const root = variantFolder(stack, stackFile, main);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A resource as the state has it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  /** Whether a destroy leaves it where it is. */
  retainOnDelete?: boolean;
  outputs: Record<string, unknown>;
}

/** How a command of the CLI ended, and all that it printed. */
export interface PulumiRun {
  code: number;
  said: string;
}

export interface SandboxKeepOptions {
  engine: Engine;
  kubectl: Kubectl;
  /** Environment of the CLI: the kubeconfig of the cluster. */
  env: Record<string, string>;
  /** Folder for state and keys; it outlives the process. */
  folder: string;
  /** Name of stack and keep. */
  stack: string;
  /** Keys of its models, which the front door's certificate names; that of a keep with one model where undefined. */
  models?: readonly string[];
  /** Program of the stack, by its path from the root of this repository; that of every keep where undefined. */
  main?: string;
  /** Seconds after which a command of the CLI is ended; none where undefined. */
  limitSeconds?: number;
}

/** A keep that the Pulumi CLI deploys on a cluster, with what its owner prepares: the certificates, and the clients' keys. */
export class SandboxKeep {
  readonly name: string;
  readonly #options: SandboxKeepOptions;
  readonly #authority: Authority;

  constructor(options: SandboxKeepOptions) {
    this.#options = options;
    this.name = options.stack;
    this.#authority = new Authority(join(options.folder, "authority"));
  }

  get serving(): string {
    return servingNamespace(this.name);
  }

  /**
   * `pulumi up`. Its secrets are written as soon as the namespace is there, while it waits for pods that mount them.
   * @param files beside the stack file in the project, by path: lockfiles
   */
  async up(stackFile: string, files: Readonly<Record<string, string>>): Promise<PulumiRun> {
    const ended = new AbortController();
    const secrets = this.#writeSecrets(ended.signal);
    try {
      return await this.pulumi(stackFile, files, "up", "--yes", "--skip-preview");
    } finally {
      ended.abort();
      await secrets;
    }
  }

  destroy(stackFile: string, files: Readonly<Record<string, string>>): Promise<PulumiRun> {
    return this.pulumi(stackFile, files, "destroy", "--yes", "--skip-preview");
  }

  /** Any command of the CLI that takes a stack. */
  async pulumi(stackFile: string, files: Readonly<Record<string, string>>, ...command: readonly string[]): Promise<PulumiRun> {
    const { engine, env, folder, stack, limitSeconds, main } = this.#options;
    const root = projectFolder(stack, stackFile, files, main);
    try {
      const opened = await openWorkspace({ engine, root, stack, env, stateDir: join(folder, "state") });
      const signal = limitSeconds === undefined ? {} : { signal: AbortSignal.timeout(limitSeconds * 1000) };
      const run = await opened.run(command, signal).finally(opened.close);
      return { code: run.code, said: said(run) };
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  /** Outputs of the stack by its state. */
  outputs(): Record<string, unknown> {
    return this.resources().find(({ type }) => type === "pulumi:pulumi:Stack")!.outputs;
  }

  /** Every resource of the state. */
  resources(): StateResource[] {
    const file = join(this.#options.folder, "state/.pulumi/stacks/modelkeep", `${this.name}.json`);
    return (JSON.parse(readFileSync(file, "utf8")).checkpoint.latest as { resources?: StateResource[] }).resources ?? [];
  }

  /** Lifts the protection of every resource, in the state alone; a lock that a command left which was ended from outside is taken away. */
  async unprotect(): Promise<void> {
    await this.#onState("cancel", "--yes");
    await this.#onState("state", "unprotect", "--all", "--yes");
  }

  /** A command of the CLI that takes no stack file. */
  async #onState(...command: readonly string[]): Promise<void> {
    const { engine, env, folder, stack } = this.#options;
    const place = { PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href };
    await promisify(execFile)(engine.cli, [...command, "--non-interactive", "--stack", stack], {
      cwd: repository,
      env: engineEnvironment(engine, { ...process.env, ...env, ...place }),
    });
  }

  /** Secret with a client's certificate, its key and the authority, to mount into its pods. */
  clientSecret(client: string, namespace = "default"): Applied {
    return clientSecret(this.#authority, this.name, client, namespace);
  }

  async #writeSecrets(stop: AbortSignal): Promise<void> {
    const { kubectl, models } = this.#options;
    while (!stop.aborted) {
      const found = await kubectl.run(["get", "namespace", this.serving, "--ignore-not-found", "-o", "jsonpath={.status.phase}"]);
      if (found === "Active") break;
      await pause(200);
    }
    if (stop.aborted) return;
    const there = await kubectl.run([
      "-n",
      this.serving,
      "get",
      "secret",
      ...Object.values(frontDoorSecretNames),
      "--ignore-not-found",
      "-o",
      "name",
    ]);
    if (there.split("\n").length === 2) return;
    await kubectl.apply(...frontDoorSecrets(this.#authority, this.name, models));
  }
}
