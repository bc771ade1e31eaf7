import { describe, expect, it } from "vitest";
import { AnswerReader, type WholeAnswer } from "../../../../dev/bench/gate/answer-reader.ts";

const head = (...lines: string[]) => `${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n\r\n`;
const chunked = (...parts: string[]) =>
  `${head("Transfer-Encoding: chunked")}${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join("")}0\r\n\r\n`;

/** The answers of a text that comes in pieces of one size. */
function read(text: string, size: number): WholeAnswer[] {
  const reader = new AnswerReader();
  const bytes = Buffer.from(text);
  const answers: WholeAnswer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const answer = reader.take(bytes.subarray(at, at + size));
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}

describe.each([1, 2, 3, 7, 10_000])("answers in pieces of %i bytes", (size) => {
  it.each<[string, string, WholeAnswer]>([
    ["with a length", `${head("content-length: 5")}12345`, { status: 200, bytes: 5, events: 0 }],
    ["without a body", head("content-length: 0"), { status: 200, bytes: 0, events: 0 }],
    ["refused", "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 2\r\n\r\n{}", { status: 429, bytes: 2, events: 0 }],
    ["a stream, an event a chunk", chunked("data: 1\n\n", "data: 2\n\n"), { status: 200, bytes: 18, events: 2 }],
    ["a stream whose events end in the next chunk", chunked("data: 1\n", "\ndata: 2", "\n", "\n"), { status: 200, bytes: 18, events: 2 }],
    ["a stream of three line breaks", chunked("data: 1\n", "\n", "\n"), { status: 200, bytes: 10, events: 1 }],
    ["a stream of lines that do not end events", chunked("data: 1\nid: 2\n", "data: 3\n"), { status: 200, bytes: 22, events: 0 }],
  ])("%s", (_, text, answer) => {
    expect(read(text, size)).toEqual([answer]);
    expect(read(text.slice(0, -1), size)).toEqual([]);
  });
});

it("takes one after the other on one connection", () => {
  expect(read(chunked("data: 1\n\n").repeat(3), 1)).toHaveLength(3);
});

it.each(["HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", "SSH-2.0\r\n\r\n"])("does not take %j for an answer", (text) => {
  expect(() => new AnswerReader().take(Buffer.from(text))).toThrow("no answer that can be read");
});
