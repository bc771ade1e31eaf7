import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventStream } from "../../../gate/answers/event-stream.ts";

const event = (value: unknown) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
const token = (content: string) => event({ choices: [{ index: 0, delta: { content } }], usage: null });
const usage = event({ choices: [], usage: { prompt_tokens: 3, total_tokens: 5, completion_tokens: 2 } });
const done = event("[DONE]");

/** What comes out of a stream that comes in pieces. */
function through(text: string, wantsUsage: boolean, cuts: readonly number[] = []) {
  const stream = new EventStream(wantsUsage);
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const out = places.slice(1).map((to, i) => stream.take(bytes.subarray(places[i], to)));
  return { out: Buffer.concat([...out, stream.flush()]).toString(), stream };
}

describe("a stream of events with names", { tags: ["gate-usage-named"] }, () => {
  const named = (value: { type: string }) => `event: ${value.type}\n${event(value)}`;

  it("of a message has its usage near its end, and all of it goes on", () => {
    const text = [
      { type: "message_start", message: { usage: { input_tokens: 9, output_tokens: 0 } } },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: '"usage":{' } },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { input_tokens: 9, output_tokens: 4 } },
      { type: "message_stop" },
    ]
      .map(named)
      .join("");
    const { out, stream } = through(text, true, [7, 30, 100]);
    expect([out, stream.usage, stream.events]).toEqual([text, { inputTokens: 9, outputTokens: 4 }, 4]);
  });

  it("of a response has it in its last event", () => {
    const text = [
      { type: "response.created", response: { usage: null } },
      { type: "response.output_text.delta", delta: "a" },
      { type: "response.completed", response: { usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13 } } },
    ]
      .map(named)
      .join("");
    const { out, stream } = through(text, true, [50]);
    expect([out, stream.usage, stream.events]).toEqual([text, { inputTokens: 9, outputTokens: 4 }, 3]);
  });

  it("but without data is none", () => {
    const { out, stream } = through("event: ping\n\n: data: {}\n\n", true);
    expect([out, stream.usage, stream.events]).toEqual(["event: ping\n\n: data: {}\n\n", undefined, 0]);
  });
});

describe("a stream of events", () => {
  it("loses the record of usage where nobody asked for it, and it is noted", { tags: ["gate-usage"] }, () => {
    const { out, stream } = through(token("a") + token("b") + usage + done, false);
    expect(out).toBe(token("a") + token("b") + done);
    expect(stream.usage).toEqual({ inputTokens: 3, outputTokens: 2 });
    expect(stream.events).toBe(4);
  });

  it("keeps it for a client who asked", () => {
    const text = token("a") + usage + done;
    const { out, stream } = through(text, true);
    expect(out).toBe(text);
    expect(stream.usage).toEqual({ inputTokens: 3, outputTokens: 2 });
  });

  it("keeps an event that has choices beside its usage, and notes the last", () => {
    const running = (n: number) => event({ choices: [{ delta: {} }], usage: { prompt_tokens: 3, completion_tokens: n } });
    const { out, stream } = through(running(1) + running(2), false);
    expect(out).toBe(running(1) + running(2));
    expect(stream.usage).toEqual({ inputTokens: 3, outputTokens: 2 });
  });

  it("keeps what only looks like usage", () => {
    const text =
      token('"choices":[] "usage":{"prompt_tokens":9}') +
      event('{"choices":[],"usage":{"prompt_tokens":-1}}') +
      ': "usage":{ "choices":[]\n\n';
    const { out, stream } = through(text, false);
    expect([out, stream.usage]).toEqual([text, undefined]);
  });

  it("goes on event by event, each at its last byte", () => {
    const stream = new EventStream(false);
    const first = token("a");
    expect(stream.take(Buffer.from(first.slice(0, -1)))).toHaveLength(0);
    expect(stream.take(Buffer.from(`\n${token("b").slice(0, 5)}`)).toString()).toBe(first);
  });

  it("that ends in the middle of an event ends so for the client", () => {
    expect(through(`${token("a")}data: {"cho`, false).out).toBe(`${token("a")}data: {"cho`);
  });

  it("without ends is not kept for ever", () => {
    const stream = new EventStream(false);
    const part = Buffer.alloc(300_000, "x");
    const lengths = Array.from({ length: 5 }, () => stream.take(part).length);
    expect(lengths).toEqual([0, 0, 0, 1_200_000, 0]);
  });
});

it("a stream is the same however it is cut", () => {
  const text = fc.array(
    fc.oneof(
      fc
        .string({ unit: "binary" })
        .filter((s) => s.isWellFormed())
        .map(token),
      fc.constant(usage),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 12 }), fc.boolean(), (events, cuts, wantsUsage) => {
      const { out } = through(events.join(""), wantsUsage, cuts);
      expect(out).toBe(events.filter((one) => wantsUsage || one !== usage).join(""));
    }),
    { numRuns: 500 },
  );
});
