import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

/** A request as it reached the model server. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Stands for vLLM on its Unix socket: writes down every request that gets so far, and answers all of them, on any path. It never closes an
 * idle connection: Envoy is first, as it is with vLLM.
 */
export class FakeModel {
  readonly received: Received[] = [];
  /** Requests whose answer is not complete yet, and how many there were at most. */
  open = 0;
  mostOpen = 0;
  /** A body by which a request is known that is written down nowhere. */
  readonly marker = `marker ${randomUUID()}`;
  /** A body that it answers with 503, in its own words. */
  readonly refusal = `refusal ${randomUUID()}`;
  #held: (() => void)[] | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      const parts: Buffer[] = [];
      this.open += 1;
      this.mostOpen = Math.max(this.mostOpen, this.open);
      response.on("close", () => {
        this.open -= 1;
      });
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const { method = "", url: path = "", headers } = request;
        const body = Buffer.concat(parts).toString();
        if (body !== this.marker) this.received.push({ method, path, headers, body });
        const answer = () => response.setHeader("content-type", "application/json").end(JSON.stringify({ object: "answer", path }));
        if (body === this.refusal) {
          response.statusCode = 503;
          response.end('{"error":"of the model server"}');
        } else if (this.#held) this.#held.push(answer);
        else answer();
      });
    });
    // Count what Envoy must never let through as well.
    this.#server.on("upgrade", (request, socket) => {
      this.received.push({ method: "UPGRADE", path: request.url ?? "", headers: request.headers, body: "" });
      socket.destroy();
    });
    this.#server.on("connect", (request, socket) => {
      this.received.push({ method: "CONNECT", path: request.url ?? "", headers: request.headers, body: "" });
      socket.destroy();
    });
    this.#server.on("clientError", (_error, socket) => {
      this.received.push({ method: "MALFORMED", path: "", headers: {}, body: "" });
      socket.destroy();
    });
  }

  static async listen(socket: string): Promise<FakeModel> {
    rmSync(socket, { force: true });
    const model = new FakeModel();
    await new Promise<void>((resolve) => model.#server.listen(socket, resolve));
    return model;
  }

  /** Answers nothing until it is let go. */
  hold(): void {
    this.#held = [];
  }

  letGo(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const answer of held) answer();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
