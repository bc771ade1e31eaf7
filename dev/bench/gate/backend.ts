// A process that answers as vLLM does, at next to no cost: node backend.ts SOCKET PORT. The same server on a Unix socket and on a loopback port. A
// stream has a chunk for each token of `max_tokens`, and all streams that run get one in each step, as from a model server's batch. A message
// {stepMs} from the process that started it sets the time between steps, 0 for as fast as it goes.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { modelName } from "./chat.ts";

/** What is read of a request. */
interface Chat {
  stream?: boolean;
  max_tokens: number;
  stream_options?: { include_usage?: boolean };
}

/** A stream that runs. */
interface Stream {
  response: ServerResponse;
  left: number;
  end: string;
}

const common = { id: "chatcmpl-0123456789abcdef", created: 1_764_547_200, model: modelName };
const usage = (tokens: number) => ({
  prompt_tokens: 900,
  total_tokens: 900 + tokens,
  completion_tokens: tokens,
  prompt_tokens_details: null,
});
const chunk = (more: object) => `data: ${JSON.stringify({ ...common, object: "chat.completion.chunk", ...more })}\n\n`;
const choice = (content: string, end: string | null) => ({
  choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: end, token_ids: null }],
});
const tokenChunk = chunk(choice(" token", null));
const lastChunk = chunk(choice(" token", "length"));

function answer({ max_tokens: tokens }: Chat): Buffer {
  const message = { role: "assistant", content: " token".repeat(tokens), refusal: null, tool_calls: [], reasoning_content: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: "length", stop_reason: null }];
  return Buffer.from(JSON.stringify({ ...common, object: "chat.completion", choices, usage: usage(tokens) }));
}

const running = new Set<Stream>();
let stepMs = 0;
let next: NodeJS.Immediate | NodeJS.Timeout | undefined;
/** When the next step is due. */
let due = 0;

function step(): void {
  for (const stream of running) {
    stream.left -= 1;
    if (stream.left > 0) stream.response.write(tokenChunk);
    else {
      running.delete(stream);
      stream.response.end(lastChunk + stream.end);
    }
  }
  next = undefined;
  schedule();
}

/** One turn of the event loop between two steps at least, so that each chunk is a write of its own. */
function schedule(): void {
  if (next !== undefined || running.size === 0) return;
  if (stepMs === 0) {
    next = setImmediate(step);
    return;
  }
  // By the clock: a step that came late does not move those after it.
  due = Math.max(due + stepMs, performance.now());
  next = setTimeout(step, Math.max(0, due - performance.now()));
}

function stream(response: ServerResponse, chat: Chat): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  const record = chat.stream_options?.include_usage === true ? chunk({ choices: [], usage: usage(chat.max_tokens) }) : "";
  const entry = { response, left: chat.max_tokens, end: `${record}data: [DONE]\n\n` };
  response.on("close", () => running.delete(entry));
  running.add(entry);
  schedule();
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  // What a router asks about: how the server is, and what it serves.
  if (request.method !== "POST") {
    const models = { object: "list", data: [{ id: modelName, object: "model", owned_by: "vllm" }] };
    response.end(request.url === "/v1/models" ? JSON.stringify(models) : "");
    return;
  }
  // What another version of vLLM has, such as /v1/chat/completions/render, this one has not.
  if (request.url !== "/v1/chat/completions") {
    response.writeHead(404, { "content-length": 0 }).end();
    return;
  }
  const chat = JSON.parse(Buffer.concat(parts).toString()) as Chat;
  if (chat.stream === true) return stream(response, chat);
  const body = answer(chat);
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
}

const [socket = "", port = ""] = process.argv.slice(2);
const servers = [socket, Number(port)].map((where) => {
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void handle(request, response));
  return typeof where === "number" ? server.listen(where, "127.0.0.1") : server.listen(where);
});
process.on("message", (message: { stepMs: number }) => {
  ({ stepMs } = message);
});
process.on("disconnect", () => process.exit(0));
await Promise.all(servers.map((server) => new Promise((ready) => server.once("listening", ready))));
process.send?.("ready");
