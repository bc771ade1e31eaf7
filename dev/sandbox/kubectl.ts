import { execFile } from "node:child_process";
import type { Readable } from "node:stream";

/** A Kubernetes object as it is applied. */
export interface Applied {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  [field: string]: unknown;
}

/** What kubectl refused, with its own words as the message. */
export class KubectlError extends Error {
  override readonly name = "KubectlError";
}

/** kubectl on one cluster, the current context of its kubeconfig. */
export class Kubectl {
  readonly #env: NodeJS.ProcessEnv;
  readonly #context: readonly string[];

  /** @param context of the kubeconfig; the current one where none is named */
  constructor(env: NodeJS.ProcessEnv, context?: string) {
    this.#env = env;
    this.#context = context === undefined ? [] : ["--context", context];
  }

  /** Runs kubectl with a text or a stream on standard input, and returns what it printed. @throws KubectlError where it fails */
  run(args: readonly string[], input: string | Readable = ""): Promise<string> {
    return new Promise((done, failed) => {
      const options = { env: this.#env, maxBuffer: 2 ** 26 };
      const child = execFile("kubectl", [...this.#context, ...args], options, (error, stdout, stderr) =>
        error ? failed(new KubectlError(stderr.trim() || error.message)) : done(stdout.trim()),
      );
      if (typeof input === "string") child.stdin?.end(input);
      else if (child.stdin) input.pipe(child.stdin);
    });
  }

  /** Applies objects by server-side apply. */
  async apply(...objects: readonly Applied[]): Promise<void> {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    await this.run(["apply", "--server-side", "--force-conflicts", "-f", "-"], list);
  }

  /** What `kubectl get ... -o json` gives. */
  async get<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.run(["get", ...args, "-o", "json"])) as T;
  }

  /** Items of a kind; none where the namespace is not there. */
  async list<T>(...args: readonly string[]): Promise<T[]> {
    return (await this.get<{ items: T[] }>(...args)).items;
  }
}
