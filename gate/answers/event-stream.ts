import { type Usage, usageIn } from "./usage.ts";

const [end, data, name] = [Buffer.from("\n\n"), Buffer.from("data:"), Buffer.from("event:")];
const lineData = Buffer.from("\ndata:");
// Within a string of JSON the quotes are escaped: outside of one alone can these bytes stand.
const usageBytes = Buffer.from('"usage":{');
const noChoices = Buffer.from('"choices":[]');
/** Bytes of an event, at most, that are kept to see its end; what is longer is no event of vLLM, and goes on as it is. */
const longest = 1 << 20;

/**
 * A stream of server-sent events on its way to a client: each event goes on as soon as its last byte is there, unchanged. The record of usage is
 * noted, and left out where the client did not ask for it; it is the event without choices that vLLM sends before the last one. Streams of messages and of
 * responses always have theirs.
 */
export class EventStream {
  readonly #wantsUsage: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #usage: Usage | undefined;
  #events = 0;

  constructor(wantsUsage: boolean) {
    this.#wantsUsage = wantsUsage;
  }

  /** The record of usage, once it has come. */
  get usage(): Usage | undefined {
    return this.#usage;
  }

  /** Events with data so far: at least as many as tokens that the client got, by which one who left early is counted. */
  get events(): number {
    return this.#events;
  }

  /** Takes bytes as they come. @returns those that go on now; empty where none do */
  take(chunk: Buffer): Buffer {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const passed: Buffer[] = [];
    let start = 0;
    for (let at = bytes.indexOf(end); at !== -1; at = bytes.indexOf(end, start)) {
      const event = bytes.subarray(start, at + end.length);
      if (this.#goesOn(event)) passed.push(event);
      start = at + end.length;
    }
    this.#rest = bytes.subarray(start);
    if (this.#rest.length > longest) {
      passed.push(this.#rest);
      this.#rest = Buffer.alloc(0);
    }
    return passed.length === 1 ? passed[0]! : Buffer.concat(passed);
  }

  /** What is left when the stream has ended: an event without its end. */
  flush(): Buffer {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return rest;
  }

  #goesOn(event: Buffer): boolean {
    // OpenAI's events are data alone; Anthropic's, and those of responses, have their name in the line before.
    const named = event.indexOf(name) === 0;
    const at = named ? event.indexOf(lineData) + 1 : 0;
    if (event.indexOf(data, at) !== at || (named && at === 0)) return true;
    this.#events += 1;
    if (!event.includes(usageBytes)) return true;
    const usage = usageIn(event.subarray(at + data.length).toString());
    if (usage === undefined) return true;
    this.#usage = usage;
    return this.#wantsUsage || !event.includes(noChoices);
  }
}
