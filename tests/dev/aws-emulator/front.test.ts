import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AwsClient, AwsClientError } from "../../../dev/aws-emulator/client.ts";
import { front } from "../../../dev/aws-emulator/front.ts";
import { account } from "./support.ts";

let emulator: Server;
let before: Server;
let failures: string[];
let seen: { method: string; url: string; host: string; body: string }[];

const listening = async (server: Server) => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};
let url: URL;
beforeEach(async () => {
  seen = [];
  emulator = createServer(async (from, to) => {
    seen.push({ method: from.method!, url: from.url!, host: from.headers.host!, body: await text(from) });
    to.writeHead(from.url === "/gone" ? 404 : 200, { "content-type": "text/plain", "x-own": "kept" }).end("the emulator's");
  });
  failures = [];
  before = front(await listening(emulator), account, (failure) => failures.push(failure));
  url = await listening(before);
});
afterEach(() => {
  for (const server of [before, emulator]) {
    server.close();
    server.closeAllConnections();
  }
});
const home = { account, region: "eu-central-1" };

test("what the emulator has goes on as it comes: method, path, body, status and headers", async () => {
  const client = new AwsClient(url.href, home);
  const answer = await client.fetch({ service: "s3", method: "PUT", path: "/bucket/key?x=1", body: "bytes" });
  expect([answer.status, answer.headers.get("x-own"), await answer.text()]).toEqual([200, "kept", "the emulator's"]);
  expect(seen).toEqual([{ method: "PUT", url: "/bucket/key?x=1", host: url.host, body: "bytes" }]);
  await expect(client.call({ service: "s3", path: "/gone" })).rejects.toThrow(AwsClientError);
});

test("of a service that it answers in part, the rest goes on", async () => {
  const client = new AwsClient(url.href, home);
  expect(await client.call({ service: "ec2", method: "POST", body: "Action=DescribeVpcs" })).toBe("the emulator's");
  expect(seen).toMatchObject([{ method: "POST", url: "/", body: "Action=DescribeVpcs" }]);
});

test("what the emulator lacks it answers itself", async () => {
  const client = new AwsClient(url.href, home);
  const made = await client.json<{ detectorId: string }>({
    service: "guardduty",
    method: "POST",
    path: "/detector",
    body: '{"enable":true}',
  });
  expect(await client.json({ service: "guardduty", path: "/detector" })).toEqual({ detectorIds: [made.detectorId] });
  expect(seen).toEqual([]);
});

test("as a proxy it takes requests for any name, which the emulator sees", async () => {
  const path = `http://${account}.s3-control.example/v20180820/bucket`;
  const asked = request(url, { method: "GET", path });
  asked.end();
  const [answer] = await once(asked, "response");
  expect(await text(answer)).toBe("the emulator's");
  expect(seen).toMatchObject([{ url: "/v20180820/bucket", host: `${account}.s3-control.example` }]);
});

test("a client is cut off where the emulator is gone, and not left waiting", async () => {
  emulator.close();
  emulator.closeAllConnections();
  const client = new AwsClient(url.href, home);
  await expect(client.call({ service: "s3" })).rejects.toThrow();
  await expect(client.call({ service: "ec2", method: "POST", body: "Action=DescribeVpcs" })).rejects.toThrow();
  expect(failures).toMatchObject([expect.stringContaining("POST /: ")]);
});
