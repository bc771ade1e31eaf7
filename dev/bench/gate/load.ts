// A process that asks one door by keep-alive connections, each of which sends the next request when its answer is whole; started by ask.ts.
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { percentile } from "../../../planner/check/percentiles.ts";
import { AnswerReader, type WholeAnswer } from "./answer-reader.ts";
import type { Asked, Job } from "./ask.ts";

/** A connection and the one request that is under way on it. */
class Connection {
  readonly #socket: Socket;
  readonly #request: Buffer;
  #answered: { resolve: (answer: WholeAnswer) => void; reject: (error: Error) => void } | undefined;

  constructor(where: NetConnectOpts, request: Buffer) {
    this.#request = request;
    this.#socket = connect(where);
    this.#socket.setNoDelay(true);
    const reader = new AnswerReader();
    this.#socket.on("data", (bytes) => {
      try {
        const answer = reader.take(bytes);
        if (answer !== undefined) this.#answered?.resolve(answer);
      } catch (error) {
        this.#answered?.reject(error as Error);
      }
    });
    this.#socket.on("error", (error) => this.#answered?.reject(error));
    this.#socket.on("close", () => this.#answered?.reject(new Error("the door closed the connection")));
  }

  ask(): Promise<WholeAnswer> {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      this.#socket.write(this.#request);
    });
  }

  close(): void {
    this.#answered = undefined;
    this.#socket.destroy();
  }
}

function requestOf({ headers, body }: Job): Buffer {
  const all = {
    host: "bench",
    accept: "application/json",
    "user-agent": "bench",
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /v1/chat/completions HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

/** @throws Error at the first answer that is not one of the model server */
async function run(job: Job): Promise<Asked> {
  const request = requestOf(job);
  const began = performance.now();
  const milliseconds: number[] = [];
  const goesOn = () => milliseconds.length < job.requests || performance.now() - began < job.seconds * 1000;
  const connections = Array.from({ length: job.connections }, () => new Connection(job.where, request));
  await Promise.all(
    connections.map(async (connection) => {
      while (goesOn()) {
        const sent = performance.now();
        const { status, bytes, events } = await connection.ask();
        if (status !== 200 || events < job.events) throw new Error(`answered ${status}, ${bytes} bytes, ${events} events`);
        milliseconds.push(performance.now() - sent);
      }
    }),
  ).finally(() => {
    for (const connection of connections) connection.close();
  });
  const seconds = (performance.now() - began) / 1000;
  return { answers: milliseconds.length, seconds, p50: percentile(milliseconds, 0.5), p99: percentile(milliseconds, 0.99) };
}

process.on("message", (job: Job) => {
  run(job).then(
    (asked) => process.send!(asked),
    (error: Error) => process.send!({ failed: error.message }),
  );
});
process.on("disconnect", () => process.exit(0));
