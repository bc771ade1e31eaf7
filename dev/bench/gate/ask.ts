import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { NetConnectOpts } from "node:net";
import { join } from "node:path";

/** What a door is asked: at least so many requests and for at least so long. */
export interface Job {
  where: NetConnectOpts;
  headers: Readonly<Record<string, string>>;
  body: string;
  connections: number;
  requests: number;
  seconds: number;
  /** Events that an answer has at least; 0 where it is no stream. */
  events: number;
}

/** How it answered; times are milliseconds from the first byte of a request to the last of its answer. */
export interface Asked {
  answers: number;
  seconds: number;
  p50: number;
  p99: number;
}

/** The process that asks. */
export class Asker {
  readonly #child: ChildProcess = fork(join(import.meta.dirname, "load.ts"));

  /** @throws Error where an answer is not what it should be */
  async ask(job: Job): Promise<Asked> {
    this.#child.send(job);
    const [answer] = (await once(this.#child, "message")) as [Asked | { failed: string }];
    if ("failed" in answer) throw new Error(answer.failed);
    return answer;
  }

  end(): void {
    this.#child.disconnect();
  }
}
