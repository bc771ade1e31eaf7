import type { Asked, Asker, Job } from "./ask.ts";
import { chatBody, tokensPerAnswer } from "./chat.ts";
import { cpuSeconds } from "./cpu.ts";
import type { Door } from "./doors.ts";

/** What doors are asked. */
export interface Kind {
  connections: number;
  stream: boolean;
  /** Requests before those that count: without thousands of them, Node looks three times worse than it is. */
  warmUp: number;
  /** Milliseconds between two tokens of a stream; 0 for as fast as it goes. */
  stepMs: number;
}

export const kinds = {
  chats: { connections: 8, stream: false, warmUp: 3_000, stepMs: 0 },
  /** How long an answer takes where none waits for another. */
  oneByOne: { connections: 1, stream: false, warmUp: 200, stepMs: 0 },
  streams: { connections: 8, stream: true, warmUp: 300, stepMs: 0 },
  /** 5,000 tokens a second. */
  paced: { connections: 50, stream: true, warmUp: 50, stepMs: 10 },
} as const satisfies Record<string, Kind>;

/** One round at one door. */
export interface Round extends Asked {
  /** CPU seconds of each part of the door. */
  cpu: Readonly<Record<string, number>>;
}

const job = (door: Door, kind: Kind, length: Pick<Job, "requests" | "seconds">): Job => ({
  where: door.where,
  headers: door.headers,
  body: chatBody(kind.stream),
  connections: kind.connections,
  events: kind.stream ? tokensPerAnswer : 0,
  ...length,
});

const cpuOf = ({ parts }: Door) => Object.fromEntries(parts.map(({ name, program }) => [name, cpuSeconds(program.pid)]));

/** Asks a door once, whether it answers as it should. */
export async function tryOnce(asker: Asker, door: Door, stream: boolean): Promise<void> {
  await asker.ask(job(door, { connections: 1, stream, warmUp: 0, stepMs: 0 }, { requests: 1, seconds: 0 }));
}

/** Asks a door without counting. */
export async function warmUp(asker: Asker, door: Door, kind: Kind): Promise<void> {
  await asker.ask(job(door, kind, { requests: kind.warmUp, seconds: 0 }));
}

/** Asks a door for some seconds, and counts what it takes. */
export async function measure(asker: Asker, door: Door, kind: Kind, seconds: number): Promise<Round> {
  const before = cpuOf(door);
  const asked = await asker.ask(job(door, kind, { requests: 1, seconds }));
  const after = cpuOf(door);
  return { ...asked, cpu: Object.fromEntries(Object.entries(after).map(([name, at]) => [name, at - before[name]!])) };
}
