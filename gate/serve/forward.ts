import { type Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { EventStream } from "../answers/event-stream.ts";
import { type Usage, usageIn } from "../answers/usage.ts";

/** A request to the model server. */
export interface Forwarded {
  method: string;
  path: string;
  body: Buffer | undefined;
  wantsUsage: boolean;
}

/** How the answer went. */
export interface Answered {
  /** Undefined where the model server gave none. */
  status: number | undefined;
  /** Whether the client got all of it. */
  whole: boolean;
  /** Whether the client left before its end. */
  left: boolean;
  usage: Usage | undefined;
  /** Events of a stream that came: tokens of a client who left early, for whom there is no record of usage. */
  events: number;
  bytes: number;
}

/** Headers of an answer that go on. Others say how the model server works, or are of its connection. */
const passed = ["content-type", "content-length", "retry-after"];
/** Bytes of an answer that is no stream, of which the usage is read; it goes on however long it is. */
const mostRead = 1 << 22;

/**
 * Sends a request to the model server once, whatever becomes of it, and its answer on to the client as it comes. Ends the request when the client
 * leaves; where nothing of an answer was sent yet, writes none: that is the caller's to do.
 * @param onFirst called at the first byte
 */
export function forward(
  { socketPath, agent }: { socketPath: string; agent: Agent },
  { method, path, body, wantsUsage }: Forwarded,
  client: ServerResponse,
  onFirst: () => void,
): Promise<Answered> {
  return new Promise((resolve) => {
    const answered: Answered = { status: undefined, whole: false, left: false, usage: undefined, events: 0, bytes: 0 };
    const headers = {
      accept: "*/*",
      ...(body !== undefined && { "content-type": "application/json", "content-length": String(body.length) }),
    };
    const upstream = request({ socketPath, agent, method, path, headers: { host: "model", ...headers } });
    const finish = (whole: boolean) => {
      client.off("close", left);
      resolve({ ...answered, whole });
    };
    const left = () => {
      answered.left = true;
      upstream.destroy();
      finish(false);
    };
    client.on("close", left);
    upstream.on("error", () => finish(false));
    upstream.on("response", (answer) => {
      answered.status = answer.statusCode;
      passOn(answer, client, wantsUsage, answered, onFirst, finish);
    });
    upstream.end(body);
  });
}

/**
 * Sends an answer on. By events, not as an iteration: of what a chunk of a stream costs, promises were a third.
 * @param done called with whether the client got all of it, before its connection tells that it has ended
 */
function passOn(
  answer: IncomingMessage,
  client: ServerResponse,
  wantsUsage: boolean,
  answered: Answered,
  onFirst: () => void,
  done: (whole: boolean) => void,
): void {
  const streams = answer.headers["content-type"]?.startsWith("text/event-stream") === true;
  const events = streams ? new EventStream(wantsUsage) : undefined;
  const read: Buffer[] = [];
  const send = (bytes: Buffer) => {
    if (bytes.length === 0) return;
    answered.bytes += bytes.length;
    if (client.write(bytes)) return;
    answer.pause();
    client.once("drain", () => answer.resume());
  };
  const take = (chunk: Buffer) => {
    if (answered.bytes === 0) onFirst();
    if (events === undefined) {
      if (answered.bytes < mostRead) read.push(chunk);
      return send(chunk);
    }
    send(events.take(chunk));
    answered.events = events.events;
    answered.usage = events.usage;
  };
  const breakOff = () => {
    client.destroy();
    done(false);
  };
  const finish = () => {
    if (events === undefined) answered.usage = usageIn(Buffer.concat(read).toString());
    else send(events.flush());
    if (client.destroyed) return done(false);
    client.end();
    done(answer.complete);
  };
  // A mistake of the gate breaks the answer off: thrown out of an event, it would end the process.
  const guarded = (act: () => void) => {
    try {
      act();
    } catch {
      answer.destroy();
      breakOff();
    }
  };
  guarded(() => {
    const shown = passed.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, answer.headers[name]]]));
    client.writeHead(answer.statusCode!, Object.fromEntries(shown));
  });
  answer.on("data", (chunk: Buffer) => guarded(() => take(chunk)));
  answer.on("end", () => guarded(finish));
  // The model server broke off in the middle: so must the answer, or half of it would look whole.
  answer.on("error", breakOff);
}
