import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onCluster } from "../keep-specs.ts";
import { type Caller, http1, raw } from "./call.ts";
import { type House, house, settled } from "./house.ts";

let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(onCluster);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

describe("one request is one request", () => {
  const smuggled = "POST /pause HTTP/1.1\r\nhost: model\r\ncontent-length: 0\r\n\r\n";
  const post = (headers: string, body: string) => `POST /v1/completions HTTP/1.1\r\nhost: model\r\n${headers}\r\n${body}`;
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const attempts: [string, string][] = [
    ["CL.TE", post(`content-length: ${smuggled.length + 5}\r\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${smuggled}`)],
    ["TE.CL", post("transfer-encoding: chunked\r\ncontent-length: 4\r\n", `${chunk(smuggled)}0\r\n\r\n`)],
    ["two lengths", post(`content-length: 0\r\ncontent-length: ${smuggled.length}\r\n`, smuggled)],
    ["two lengths in one", post(`content-length: 0, ${smuggled.length}\r\n`, smuggled)],
    ["a signed length", post(`content-length: +${smuggled.length}\r\n`, smuggled)],
    ["a negative length", post("content-length: -1\r\n", smuggled)],
    ["a length in hex", post("content-length: 0x10\r\n", smuggled)],
    ["TE with a blank before the colon", post("transfer-encoding : chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["TE with a tab", post("transfer-encoding:\tx-chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["TE twice", post("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n", `0\r\n\r\n${smuggled}`)],
    ["TE identity", post(`transfer-encoding: identity\r\ncontent-length: ${smuggled.length}\r\n`, smuggled)],
    ["a folded header", post("x: 1\r\n transfer-encoding: chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["a bare CR", post("x: 1\rtransfer-encoding: chunked\r\n", `0\r\n\r\n${smuggled}`)],
    ["a bare LF", `POST /v1/completions HTTP/1.1\nhost: model\ntransfer-encoding: chunked\n\n0\n\n${smuggled}`],
    ["a NUL", post("x: \0\r\n", smuggled)],
    ["a chunk size that overflows", post("transfer-encoding: chunked\r\n", `fffffffffffffffff\r\n${smuggled}`)],
    ["a chunk extension with a line end", post("transfer-encoding: chunked\r\n", `0;x=\n\r\n\r\n${smuggled}`)],
    ["HTTP/1.0 with chunks", post("transfer-encoding: chunked\r\n", `0\r\n\r\n${smuggled}`).replace("HTTP/1.1", "HTTP/1.0")],
    ["HTTP/0.9", "GET /v1/models\r\n\r\n"],
    ["no host", "GET /v1/models HTTP/1.1\r\n\r\n"],
    ["a trailer that frames", post("transfer-encoding: chunked\r\n", `0\r\ncontent-length: 5\r\n\r\n${smuggled}`)],
    ["a body on GET", `GET /v1/models HTTP/1.1\r\nhost: model\r\ncontent-length: ${smuggled.length}\r\n\r\n${smuggled}`],
    ["a request behind a request", `${post("content-length: 2\r\n", "{}")}${smuggled}`],
  ];

  test.each(attempts)("%s: nothing but the three paths arrives, and no request twice", async (_name, bytes) => {
    const before = door.model.received.length;
    await raw(client, bytes, () => settled(door));
    await settled(door);
    const seen = door.model.received.slice(before);
    expect(seen.length).toBeLessThanOrEqual(1);
    for (const { path, method } of seen) expect(["POST /v1/completions", "GET /v1/models"]).toContain(`${method} ${path}`);
    // Whatever arrived left the connection to the model server in step: the next request is understood.
    expect(await http1(client, "GET", "/v1/models")).toMatchObject({ status: 200, body: expect.stringContaining("/v1/models") });
  });
});
