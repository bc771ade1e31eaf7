import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AwsClient } from "../../../../dev/aws-emulator/client.ts";
import { emulatedPodIdentity } from "../../../../dev/sandbox/aws/pod-identity.ts";

const role = "arn:aws:iam::111122223333:role/weights";
const keys = { AccessKeyId: "ASIA1", SecretAccessKey: "s", SessionToken: "t", Expiration: "2026-12-01T00:00:00Z" };
let emulator: Server;
let client: AwsClient;
beforeAll(async () => {
  emulator = createServer(async (from, to) => {
    const { pathname, searchParams } = new URL(from.url!, "http://aws");
    const body = await text(from);
    if (pathname === "/") {
      if (new URLSearchParams(body).get("RoleArn") !== role) return void to.writeHead(400).end();
      return void to.end(
        Object.entries(keys)
          .map(([name, value]) => `<${name}>${value}</${name}>`)
          .join(""),
      );
    }
    if (pathname.endsWith("/a-1")) return void to.end(JSON.stringify({ association: { roleArn: role } }));
    if (!pathname.startsWith("/clusters/mine/")) return void to.writeHead(404).end("{}");
    const found = searchParams.get("namespace") === "serving" && searchParams.get("serviceAccount") === "server";
    to.end(JSON.stringify({ associations: found ? [{ associationId: "a-1" }] : [] }));
  });
  await once(emulator.listen(0, "127.0.0.1"), "listening");
  client = new AwsClient(`http://127.0.0.1:${(emulator.address() as AddressInfo).port}`, {
    account: "111122223333",
    region: "eu-central-1",
  });
});
afterAll(() => emulator.close());

test("an account has the credentials of the role that it is associated with", async () => {
  const given: string[] = [];
  const identity = emulatedPodIdentity(client, "mine", (one) => given.push(one));
  const account = { namespace: "serving", serviceAccount: "server" };
  expect(await identity.has(account)).toBe(true);
  const { SessionToken: Token, ...others } = keys;
  expect(await identity.credentialsOf(account)).toEqual({ ...others, Token });
  expect(given).toEqual([`serving/server was given credentials of ${role}`]);
});

test("an account without an association, or of a cluster that is not there, has none", async () => {
  const other = { namespace: "serving", serviceAccount: "default" };
  expect(await emulatedPodIdentity(client, "mine").has(other)).toBe(false);
  expect(await emulatedPodIdentity(client, "mine").credentialsOf(other)).toBeUndefined();
  expect(await emulatedPodIdentity(client, "none").has({ namespace: "serving", serviceAccount: "server" })).toBe(false);
});
