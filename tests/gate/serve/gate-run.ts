import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateHeader } from "../../../gate/identity/credential.ts";
import { idHeader, RequestGate } from "../../../gate/serve/gate.ts";
import type { GateOptions } from "../../../gate/serve/options.ts";
import type { RequestRecord } from "../../../gate/serve/record.ts";
import { grantWith, model } from "../decide/vectors.ts";

/** What the model server does with a request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export const answer = (value: unknown): Behaviour => {
  const text = JSON.stringify(value);
  return (_, response) => response.writeHead(200, { "content-type": "application/json", "x-internal": "secret" }).end(text);
};
export const chat = (extra: object = {}) => ({ model: model.servedAs, messages: [{ role: "user", content: "hi" }], ...extra });

/** A grant of inputs so long that none has to be counted. */
export const roomy = (changes: Parameters<typeof grantWith>[0] = {}) => grantWith({ inputTokens: 10_000, ...changes });

/** An answer as a client got it. */
export interface Got {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** A gate on a socket, before a server on another that counts the bytes that reach it. */
export class GateRun {
  readonly folder = mkdtempSync(join(tmpdir(), "modelkeep-gate-"));
  readonly records: RequestRecord[] = [];
  /** Ids of the requests that were announced before they went to the model server. */
  readonly startedIds: string[] = [];
  /** Bodies that reached the model server. */
  readonly reached: string[] = [];
  /** Inputs whose tokens the model server was to count. */
  readonly counted: unknown[] = [];
  /** How it answers them. */
  count: Behaviour = answer({ count: 5, tokens: [1, 2, 3, 4, 5] });
  /** Requests that the model server saw end before their answer. */
  brokenOff = 0;
  behave: Behaviour = answer({ usage: { prompt_tokens: 5, completion_tokens: 7 } });
  readonly gate: RequestGate;
  #servers: Server[] = [];

  constructor(options: Partial<GateOptions> = {}) {
    const rates = { requestsPerMinute: 1_000, tokensPerMinute: undefined };
    const shows = (uri: string) => ({ rates, identities: [{ kind: "certificate", uri } as const] });
    this.gate = new RequestGate({
      model,
      clients: [
        { grant: roomy(), ...shows("notebook") },
        { grant: roomy({ client: "crawler", cacheSalt: "salt-of-crawler" }), ...shows("crawler") },
      ],
      slots: 4,
      socketPath: join(this.folder, "model"),
      observers: [{ observer: "prometheus", identities: [{ kind: "certificate", uri: "prometheus" }] }],
      issuers: [],
      about: { gate: "sha256:g", policy: "sha256:p", weights: "sha256:w", model: model.servedAs },
      now: () => 0,
      date: Date.now,
      started: ({ id }) => this.startedIds.push(id),
      record: (record) => this.records.push(record),
      ...options,
    });
  }

  async start(): Promise<this> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      if (request.url === "/tokenize") {
        this.counted.push(JSON.parse(body));
        return this.count(request, response, body);
      }
      this.reached.push(body);
      response.on("close", () => {
        if (!response.writableFinished) this.brokenOff += 1;
      });
      this.behave(request, response, body);
    });
    const gate = createServer((request, response) => void this.gate.handle(request, response));
    await Promise.all([listen(server, join(this.folder, "model")), listen(gate, join(this.folder, "gate"))]);
    this.#servers = [server, gate];
    return this;
  }

  /** Ends the model server alone. */
  endModel(): Promise<unknown> {
    const [server] = this.#servers;
    server!.closeAllConnections();
    return new Promise((done) => server!.close(done));
  }

  stop(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(this.folder, { recursive: true });
  }

  /** Sends a request and waits for its answer. */
  ask(
    body: object | string | Buffer,
    how: { client?: string; path?: string; method?: string; headers?: Record<string, string> } = {},
  ): Promise<Got> {
    return new Promise((resolve, reject) => {
      const asked = this.begin(body, how);
      asked.on("error", reject);
      asked.on("response", (response) => {
        let text = "";
        response.on("data", (chunk) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, text }));
        response.on("error", reject);
      });
    });
  }

  /** Sends a request. */
  begin(body: object | string | Buffer, how: { client?: string; path?: string; method?: string; headers?: Record<string, string> } = {}) {
    const bytes = Buffer.isBuffer(body) || typeof body === "string" ? body : JSON.stringify(body);
    const asked = request({
      socketPath: join(this.folder, "gate"),
      method: how.method ?? "POST",
      path: how.path ?? "/v1/chat/completions",
      headers: {
        [certificateHeader]: how.client ?? "notebook",
        [idHeader]: "id-1",
        "content-length": Buffer.byteLength(bytes),
        ...how.headers,
      },
    });
    asked.end(bytes);
    return asked;
  }
}

const listen = (server: Server, path: string) => new Promise<void>((ready) => server.listen(path, ready));
