import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { limitedFetch, RefusedRequest, TooLarge } from "../../../pipelines/programs/limited-fetch.ts";

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

/** How many bytes are read: a failing test prints what it is given, and megabytes of it take all memory. */
const lengthOf = async (url: string, limit: number) => (await limitedFetch(url, {}, limit)).length;

it("reads what fits, to the last byte", { tags: ["fetch-limited-to-the-byte"] }, async () => {
  const url = await serving((_, response) => response.end("12345678"));
  expect(Buffer.from(await limitedFetch(url, {}, 8)).toString()).toBe("12345678");
  await expect(limitedFetch(url, {}, 7)).rejects.toThrow(TooLarge);
});

it("stops reading what has no end", async () => {
  const url = await serving((_, response) => {
    // It has an end after all, for a program that does not stop.
    let left = 256;
    const more = setInterval(() => (left-- > 0 ? response.write(Buffer.alloc(65_536)) : response.end()), 1);
    response.on("close", () => clearInterval(more));
  });
  await expect(lengthOf(url, 1024 * 1024)).rejects.toThrow("it is larger than 1024 KiB");
});

it("counts what a compressed answer unfolds to", async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  expect(bomb.length).toBeLessThan(100_000);
  const url = await serving((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
  await expect(lengthOf(url, 100_000)).rejects.toThrow(TooLarge);
});

it("hands its token to nobody to whom it is sent on", async () => {
  const seen: (string | undefined)[] = [];
  const other = await serving((request, response) => {
    seen.push(request.headers.authorization);
    response.end("x");
  });
  const url = await serving((_, response) => response.writeHead(302, { location: other }).end());
  await limitedFetch(url, { authorization: "Bearer token" }, 10);
  expect(seen).toEqual([undefined]);
});

it("says what was refused", async () => {
  const url = await serving((_, response) => response.writeHead(404).end());
  await expect(limitedFetch(url, {}, 10)).rejects.toThrow(new RefusedRequest(404, "GET /file: 404"));
});
