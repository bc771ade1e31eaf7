import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { promisify } from "node:util";
import { type LeasedControlPlane, leaseControlPlane } from "../../support/cluster/control-plane.ts";
import { limits } from "../../support/limits.ts";
import type { Attempt } from "./attempt.ts";

/** What the API server answered: HTTP status, and the message of a `Status` object. */
export interface Answer {
  status: number;
  message: string;
}

/** A control plane on loopback that is this test's alone until it stops; see `dev/engine/control-plane`. */
export class ApiServer {
  readonly #leased: LeasedControlPlane;
  readonly #url: string;
  readonly #token: string;
  readonly #agent: Agent;

  private constructor(leased: LeasedControlPlane) {
    this.#leased = leased;
    this.#url = /https:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(leased.kubeconfig, "utf8"))![0];
    this.#token = readFileSync(join(leased.folder, "pki/admin.token"), "utf8");
    this.#agent = new Agent({ keepAlive: true, maxSockets: 4, ca: readFileSync(join(leased.folder, "pki/apiserver.crt")) });
  }

  static async start(): Promise<ApiServer> {
    return new ApiServer(await leaseControlPlane(2));
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.#leased.release();
  }

  /** Runs kubectl and gives all that it says, whether it succeeds or not. */
  async kubectl(...args: string[]): Promise<{ ok: boolean; text: string }> {
    try {
      const { stdout, stderr } = await promisify(execFile)("kubectl", args, { env: this.#leased.env, timeout: limits.wait });
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
