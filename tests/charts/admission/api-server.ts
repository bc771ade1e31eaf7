import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { limits } from "../../support/limits.ts";
import type { Attempt } from "./attempt.ts";

const root = resolve(import.meta.dirname, "../../..");
const script = join(root, "tools/engine/control-plane");

/** What the API server answered: HTTP status, and the message of a `Status` object. */
export interface Answer {
  status: number;
  message: string;
}

/** A control plane of its own on loopback; see `tools/engine/control-plane`. */
export class ApiServer {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #url: string;
  readonly #token: string;
  readonly #agent: Agent;

  private constructor(folder: string, env: NodeJS.ProcessEnv, kubeconfig: string) {
    this.#folder = folder;
    this.#env = { ...env, KUBECONFIG: kubeconfig };
    this.#url = /https:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(kubeconfig, "utf8"))![0];
    this.#token = readFileSync(join(folder, "pki/admin.token"), "utf8");
    this.#agent = new Agent({ keepAlive: true, maxSockets: 4, ca: readFileSync(join(folder, "pki/apiserver.crt")) });
  }

  static async start(folder: string): Promise<ApiServer> {
    const env = engineEnvironment(await findEngine({ root, env: process.env }), process.env);
    const { stdout } = await promisify(execFile)(script, ["up", folder], { env });
    return new ApiServer(folder, env, stdout.trim());
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await promisify(execFile)(script, ["down", this.#folder], { env: this.#env });
  }

  /** Runs kubectl and gives all that it says, whether it succeeds or not. */
  async kubectl(...args: string[]): Promise<{ ok: boolean; text: string }> {
    try {
      const { stdout, stderr } = await promisify(execFile)("kubectl", args, { env: this.#env, timeout: limits.wait });
      return { ok: true, text: stdout + stderr };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { ok: false, text: stdout + stderr };
    }
  }

  /** Sends an attempt as it stands: it takes effect. */
  send({ method, path, body, type = "application/json", as }: Omit<Attempt, "what" | "rule">): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${this.#token}`,
      ...(body ? { "content-type": type } : {}),
      ...(as ? { "impersonate-user": as.user, "impersonate-group": as.groups } : {}),
    };
    return new Promise((done, failed) => {
      const call = request(`${this.#url}${path}`, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const json = response.headers["content-type"]?.includes("json") ? JSON.parse(text) : undefined;
          done({ status: response.statusCode!, message: json?.message ?? text });
        });
      });
      call.on("error", failed);
      call.end(body ? JSON.stringify(body) : undefined);
    });
  }

  /** Sends an attempt as a server-side dry run: all of admission, nothing kept. Connections know no dry run and are sent as they are. */
  attempt(attempt: Attempt): Promise<Answer> {
    const connects = attempt.method === "GET";
    return this.send(connects ? attempt : { ...attempt, path: `${attempt.path}?dryRun=All` });
  }
}
