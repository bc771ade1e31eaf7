import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK } from "jose";
import { afterAll, expect, test } from "vitest";
import { JwksFile } from "../../../gate/identity/jwks-file.ts";
import { TestIssuer } from "./tokens.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-jwks-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "jwks.json");
const one = await TestIssuer.make();

test("a file that changes is read anew, after a second", () => {
  let now = 0;
  TestIssuer.write(path, one);
  const file = new JwksFile(path, () => now);
  const first = file.keys();
  expect(file.keys()).toBe(first);
  now += 5_000;
  expect(file.keys()).toBe(first);
  TestIssuer.write(join(folder, "next"), one, one);
  renameSync(join(folder, "next"), path);
  expect(file.keys()).toBe(first);
  now += 5_000;
  const second = file.keys();
  expect(second).not.toBe(first);
});

test("a file that is gone or wrong has no keys, also none of before, until it is right again", { tags: ["gate-token"] }, () => {
  let now = 0;
  TestIssuer.write(path, one);
  const file = new JwksFile(path, () => now);
  file.keys();
  rmSync(path);
  for (let i = 0; i < 2; i++) {
    now += 5_000;
    expect(() => file.keys()).toThrow("ENOENT");
  }
  writeFileSync(path, "{}");
  expect(() => file.keys()).toThrow("keys");
  expect(() => file.keys()).toThrow("keys");
  TestIssuer.write(path, one);
  expect(file.keys()).toBeDefined();
});

test.each<[what: string, value: () => Promise<unknown> | unknown, says: string]>([
  ["no JSON", () => "{", "JSON"],
  ["no keys", () => ({ keys: [] }), "keys"],
  ["a shared secret", () => ({ keys: [{ kty: "oct", k: "c2VjcmV0" }] }), "keys.0.kty: is a key of another kind; accepted: RSA, EC, OKP"],
  ["a private key", async () => ({ keys: [await exportJWK(one.privateKey)] }), "keys.0: holds a private key; accepted: public keys"],
])("%s is refused", { tags: ["gate-token-keys"] }, async (_, value, says) => {
  const made = await value();
  writeFileSync(path, typeof made === "string" ? made : JSON.stringify(made));
  expect(() => new JwksFile(path, () => 0).keys()).toThrow(says);
});
