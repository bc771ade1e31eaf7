import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What an engine behind the HTTP server does. */
export interface Engine {
  /** Answer of /health. */
  health: number;
  /** Answer of a completion; `hang` never comes. */
  completion: number | "hang";
  /** Tokens in the answer. */
  tokens: number;
  /** Tokens that other requests produce in each second. */
  tokensPerSecond: number;
  /** Requests that run at first, and how often they are asked for until the last of them has ended. */
  running: number;
  runningAsks: number;
  /** Answer of /metrics. */
  metrics: number;
}

const idle: Engine = { health: 200, completion: 200, tokens: 1, tokensPerSecond: 0, running: 0, runningAsks: 0, metrics: 200 };

/** A server on a Unix socket that answers as vLLM does; `asked` are the bodies of completions. */
export async function fakeVllm(change: Partial<Engine>) {
  const engine = { ...idle, ...change };
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-vllm-"));
  const socket = join(folder, "vllm.sock");
  const asked: unknown[] = [];
  let measured = 0;
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;

  const answer: RequestListener = (request, response) => {
    if (request.url === "/health") {
      response.writeHead(engine.health).end();
      return;
    }
    if (request.url === "/metrics") {
      measured += 1;
      const running = measured <= engine.runningAsks ? engine.running : 0;
      response
        .writeHead(engine.metrics)
        .end(
          [
            "# TYPE vllm:generation_tokens_total counter",
            `vllm:generation_tokens_total{engine="0",model_name="m"} ${(100 + engine.tokensPerSecond * seconds()).toFixed(1)}`,
            'vllm:prompt_tokens_total{engine="0",model_name="m"} 1.2e+06',
            `vllm:num_requests_running{engine="0",model_name="m"} ${running}.0`,
            'vllm:num_requests_waiting{engine="0",model_name="m"} 0.0',
            "",
          ].join("\n"),
        );
      return;
    }
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      asked.push({ url: request.url, method: request.method, body: JSON.parse(body) });
      if (engine.completion === "hang") return;
      response.writeHead(engine.completion).end(JSON.stringify({ usage: { completion_tokens: engine.tokens } }));
    });
  };
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(socket, listening));
  return {
    socket,
    folder,
    asked,
    /** How often it was asked for its metrics. */
    measured: () => measured,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
